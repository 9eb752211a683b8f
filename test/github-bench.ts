/** The GitHub of the benchmarks, compiled for them by `npm run bench`. */
import { addToken } from './fake-github/build-access.ts';
import { addDeployment } from './fake-github/build-delivery.ts';
import { deliver, type Hook } from './fake-github/deliver.ts';
import { payloads } from './fake-github/payloads.ts';
import { startFakeGithub } from './fake-github/start.ts';
import { busyGithub } from './github-busy.ts';

/** A repository `acme/shop` of a thousand pull requests, 200 deployments and 10 incidents; its token is `secret`. */
export async function startGithub() {
  const state = await busyGithub('merge');
  addToken(state, 'secret');
  const github = await startFakeGithub({ state });
  const [shop] = state.repositories;
  if (!shop) throw new Error('the state holds no repository');
  const { deploymentStatus } = payloads({ html: github.htmlUrl, api: github.url }, state);
  return {
    url: github.url,
    /** What the API has been asked so far; git's own requests count against no budget. */
    cost: () => ({ requests: github.requests.count('rest') + github.requests.count('graphql'), points: github.points }),
    /** Deploys the tip to production now and tells the hook; gives the status of its answer. */
    deploy: async (hook: Hook): Promise<number> => {
      const at = Date.now();
      const sha = shop.branches.get(shop.defaultBranch) ?? '';
      const deployment = addDeployment(state, shop, { sha, at, statuses: [{ state: 'success', at }] });
      const [status] = deployment.statuses;
      if (!status) throw new Error('a deployment without a status');
      return (await deliver(hook, 'deployment_status', deploymentStatus(shop, deployment, status))).status;
    },
    close: () => github.close(),
  };
}
