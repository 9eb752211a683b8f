/** Deployments and releases. */
import { ok } from '../../reply.ts';
import type { Repository } from '../../state.ts';
import type { Deployment, Release } from '../../state-delivery.ts';
import { byTime, list, required, type RepositoryHandler, type RestCall } from '../call.ts';
import { deploymentBody, releaseBody, statusBody } from '../delivery.ts';

function deploymentOf(call: RestCall, repository: Repository): Deployment {
  const id = Number(call.params['deployment_id']);
  return required(repository.deployments.find((each) => each.id === id));
}

/** `none` means no filter. */
function filtered(wanted: string | undefined, value: string): boolean {
  return wanted === undefined || wanted === 'none' || wanted === value;
}

export const deliveryRoutes: Readonly<Record<string, RepositoryHandler>> = {
  'repos/list-deployments': (call, repository) => {
    const { environment, sha, ref, task } = call.query;
    const items = repository.deployments.filter(
      (each) =>
        filtered(environment, each.environment) &&
        filtered(sha, each.sha) &&
        filtered(ref, each.ref) &&
        filtered(task, each.task)
    );
    const view = (each: Deployment) => deploymentBody(call.addresses, repository, each);
    return list(
      call,
      byTime(items, (each) => each.createdAt),
      view
    );
  },
  'repos/get-deployment': (call, repository) =>
    ok(deploymentBody(call.addresses, repository, deploymentOf(call, repository))),
  'repos/list-deployment-statuses': (call, repository) => {
    const deployment = deploymentOf(call, repository);
    const newestFirst = deployment.statuses.toReversed();
    return list(call, newestFirst, (status) => statusBody(call.addresses, repository, deployment, status));
  },
  'repos/list-releases': (call, repository) => {
    const mayWrite = call.credential?.permissions['contents'] === 'write';
    const items = repository.releases.filter((each) => !each.draft || mayWrite);
    const view = (each: Release) => releaseBody(call.addresses, repository, each);
    return list(
      call,
      byTime(items, (each) => each.createdAt),
      view
    );
  },
};
