import { afterAll, describe, expect, test } from '@jest/globals';
import { addInstallation } from './fake-github/build-access.ts';
import { addRepository, pushToDefault } from './fake-github/build.ts';
import { addDeployment, addRun } from './fake-github/build-delivery.ts';
import { closeItem } from './fake-github/build-events.ts';
import { addIssue, addPull } from './fake-github/build-work.ts';
import { deliver, redeliver } from './fake-github/deliver.ts';
import { payloads } from './fake-github/payloads.ts';
import { type FakeGithub, startFakeGithub } from './fake-github/start.ts';
import { factsOf, organisation, organisationConfig, organisationNow } from './github-organisation.ts';
import { project, ready, type Server, serve, until } from './waymark.ts';

const minute = 60_000;
const hour = 60 * minute;
const at = Date.UTC(2026, 1, 20);
const env = { GITHUB_TOKEN: 'secret', WEBHOOK_SECRET: 'sesame' };
const stops: (() => Promise<unknown>)[] = [];
afterAll(() => Promise.all(stops.map((stop) => stop())));

const placed = (github: FakeGithub) => project(organisationConfig(github, { webhook_secret_env: 'WEBHOOK_SECRET' }));

async function serving(github: FakeGithub, { directory, file } = placed(github)) {
  const server: Server = await serve(['-c', file, '--now', organisationNow], { cwd: directory, env });
  stops.push(server.stop);
  await ready(server);
  const hook = { url: `${server.url}/webhooks/github`, secret: env.WEBHOOK_SECRET };
  return { hook, facts: () => factsOf(server, github), stop: server.stop };
}

/** A pull request is merged, deployed, and breaks things for an hour; each with what GitHub sends of it. */
function aDay({ state, url, htmlUrl }: FakeGithub, from: number) {
  const make = payloads({ api: url, html: htmlUrl }, state);
  const [repository] = state.repositories;
  if (!repository) throw new Error('the organisation has no repository');
  const before = repository.branches.get('main') ?? '';
  const reviews = [{ at: from + hour, by: 'dev-2' }];
  const pull = addPull(state, repository, { openedAt: from, reviews, merged: { at: from + 2 * hour } });
  const sha = pull.mergeSha ?? '';
  const statuses = [{ state: 'success', at: from + 3 * hour }] as const;
  const deployment = addDeployment(state, repository, { sha, at: from + 3 * hour, statuses });
  const issue = addIssue(state, repository, { openedAt: from + 4 * hour, labels: ['incident'] });
  closeItem(state, issue, from + 5 * hour);
  const attempts = [{ startedAt: from + 2 * hour, updatedAt: from + 2 * hour + minute }];
  const tested = addRun(state, repository, { workflow: 'CI', sha, at: from + 2 * hour, attempts });
  return [
    ['pull_request', make.pullRequest(repository, pull, 'closed')],
    ['push', make.push(repository, 'refs/heads/main', before, sha, [sha])],
    ['deployment_status', make.deploymentStatus(repository, deployment, deployment.statuses[0]!)],
    ['issues', make.issue(repository, issue, 'closed')],
    ['workflow_run', make.workflowRun(repository, tested)],
  ] as const;
}

describe('webhooks', () => {
  test(
    'give what a pull gives, in any order and as often as they come; a pull finds what was missed',
    async () => {
      const github = await startFakeGithub({ state: organisation() });
      stops.push(() => github.close());
      const place = placed(github);
      const { hook, facts, stop } = await serving(github, place);
      const before = await facts();
      for (const [event, payload] of aDay(github, at).toReversed()) {
        const delivery = await deliver(hook, event, payload);
        expect([event, delivery.status, JSON.parse(delivery.answer)]).toEqual([event, 200, { status: 'stored' }]);
        const again = await redeliver(hook, delivery);
        expect([event, JSON.parse(again.answer)]).toEqual([event, { status: 'repeated' }]);
      }
      const fresh = await (await serving(github)).facts();
      expect(await facts()).toBe(fresh);
      expect(fresh).not.toBe(before);

      const missed = aDay(github, at + 24 * hour);
      const found = await (await serving(github)).facts();
      await stop();
      const later = await serving(github, place);
      await until('a pull that finds them', async () => (await later.facts()) === found);
      // Late, after a pull has brought the same.
      for (const [event, payload] of missed) expect((await deliver(later.hook, event, payload)).status).toBe(200);
      expect(await later.facts()).toBe(found);
      expect(github.violations).toEqual([]);
    },
    3 * minute
  );

  test(
    'of an app’s installation bring a repository that was granted at once',
    async () => {
      const github = await startFakeGithub({ state: organisation() });
      stops.push(() => github.close());
      const { hook, facts } = await serving(github);
      const repository = addRepository(github.state, 'acme/new');
      pushToDefault(repository, { at });
      const make = payloads({ api: github.url, html: github.htmlUrl }, github.state);
      const granted = make.installationRepositories(addInstallation(github.state, 'acme'), [repository], []);
      expect(await facts()).not.toContain('acme/new');
      expect((await deliver(hook, 'installation_repositories', granted)).status).toBe(200);
      await until('the new repository', async () => (await facts()).includes('acme/new'));
    },
    3 * minute
  );

  test(
    'that are signed with another secret are refused, and change nothing',
    async () => {
      const github = await startFakeGithub({ state: organisation() });
      stops.push(() => github.close());
      const { hook, facts } = await serving(github);
      const before = await facts();
      for (const [event, payload] of aDay(github, at)) {
        expect((await deliver({ ...hook, secret: 'guess' }, event, payload)).status).toBe(401);
      }
      expect(await facts()).toBe(before);
    },
    3 * minute
  );
});
