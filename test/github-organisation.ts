import { addToken } from './fake-github/build-access.ts';
import { addDeployment } from './fake-github/build-delivery.ts';
import { closeItem } from './fake-github/build-events.ts';
import { addIssue, addPull } from './fake-github/build-work.ts';
import { addRepository, githubState, pushToDefault } from './fake-github/build.ts';
import type { FakeGithub } from './fake-github/start.ts';
import type { GithubState } from './fake-github/state.ts';
import { all, type Server } from './waymark.ts';

const day = 86_400_000;
const start = Date.UTC(2026, 0, 5);
const names = ['checkout', 'till', 'stock'];

/** When the organisation is looked at. */
export const organisationNow = '2026-03-01T00:00:00Z';

/** Three repositories: forty reviewed pull requests, each deployed; an incident now and then. */
export function organisation(): GithubState {
  const state = githubState();
  for (const name of names) {
    const repository = addRepository(state, `acme/${name}`);
    pushToDefault(repository, { at: start - day, message: 'begin' });
    for (let n = 0; n < 40; n++) {
      const openedAt = start + n * day;
      const reviews = [{ at: openedAt + day / 4, by: 'dev-2' }];
      const { mergeSha: sha = '' } = addPull(state, repository, {
        openedAt,
        reviews,
        merged: { at: openedAt + day / 2 },
      });
      const at = openedAt + (3 * day) / 4;
      addDeployment(state, repository, { sha, environment: 'production', at, statuses: [{ state: 'success', at }] });
      if (n % 10 === 5)
        closeItem(state, addIssue(state, repository, { openedAt: at + day / 8, labels: ['incident'] }), at + day / 6);
    }
  }
  addToken(state, 'secret');
  return state;
}

/** Everything of it, without clones; its token is `GITHUB_TOKEN`. */
export function organisationConfig(github: FakeGithub, more: object = {}): string {
  return JSON.stringify({
    listen: '127.0.0.1:0',
    sources: [
      {
        github: 'acme',
        name: 'github',
        api_url: github.url,
        token_env: 'GITHUB_TOKEN',
        clone: false,
        deployments: { environments: ['production'] },
        incidents: { labels: ['incident'] },
        ci: { workflows: ['CI'] },
        ...more,
      },
    ],
    teams: [{ team: 'acme', owns: names.map((name) => ({ repository: `acme/${name}` })) }],
  });
}

/** What a reader sees of it, as one text without addresses of the machine. */
export async function factsOf(server: Server, github: FakeGithub): Promise<string> {
  const list = (path: string): Promise<unknown[]> => all(new URL(`${server.url}/api/v1/${path}?limit=1000`));
  const facts = JSON.stringify([await list('changes'), await list('deployments'), await list('incidents')]);
  return facts.replaceAll(github.url, '').replaceAll(github.htmlUrl, '');
}
