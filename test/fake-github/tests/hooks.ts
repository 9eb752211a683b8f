import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from '@jest/globals';
import { Webhooks } from '@octokit/webhooks';
import { addDeployment, addRelease, addRun } from '../build-delivery.ts';
import { addIssue, addPull, addReview } from '../build-work.ts';
import { payloads } from '../payloads.ts';
import { start, startWorld } from './world.fixture.ts';

/** A receiver that verifies as GitHub's own library does, and keeps what it got. */
async function receiver(secret: string) {
  const webhooks = new Webhooks({ secret });
  const got: { id: string; name: string }[] = [];
  webhooks.onAny(({ id, name }) => void got.push({ id, name }));
  const server = createServer((request, response) => {
    void (async () => {
      const { headers } = request;
      const [id, name, signature] = ['x-github-delivery', 'x-github-event', 'x-hub-signature-256'].map((each) =>
        String(headers[each])
      );
      const payload = await text(request);
      const received = { id: id ?? '', name: name ?? '', signature: signature ?? '', payload };
      const good = await webhooks.verifyAndReceive(received).then(
        () => true,
        () => false
      );
      response.writeHead(good ? 202 : 401).end();
    })();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/github`;
  return { url, got, close: () => server.close() };
}

describe('webhooks', () => {
  test('are signed, carry the state, and can be repeated', async () => {
    const { github, repository } = await startWorld();
    const { state } = github;
    const pull = addPull(state, repository, { openedAt: start, merged: { at: start + 1000 } });
    const review = addReview(state, pull, { at: start + 500, by: 'dev-3' });
    const issue = addIssue(state, repository, { openedAt: start });
    const sha = pull.mergeSha ?? '';
    const deployment = addDeployment(state, repository, {
      sha,
      at: start,
      statuses: [{ state: 'failure', at: start }],
    });
    const release = addRelease(state, repository, { tag: 'v1', sha, publishedAt: start });
    const run = addRun(state, repository, {
      workflow: 'CI',
      sha,
      at: start,
      attempts: [{ startedAt: start, updatedAt: start }],
    });
    const make = payloads({ api: github.url, html: github.htmlUrl }, state);
    const [status] = deployment.statuses;
    const sent: [string, object][] = [
      ['ping', make.ping(repository)],
      ['pull_request', make.pullRequest(repository, pull, 'closed')],
      ['pull_request_review', make.review(repository, pull, review)],
      ['push', make.push(repository, 'refs/heads/main', '0'.repeat(40), sha, [sha])],
      ['deployment', make.deployment(repository, deployment)],
      ['deployment_status', status ? make.deploymentStatus(repository, deployment, status) : {}],
      ['release', make.release(repository, release)],
      ['workflow_run', make.workflowRun(repository, run)],
      ['issues', make.issue(repository, issue, 'opened')],
    ];
    expect(make.pullRequest(repository, pull, 'closed')).toMatchObject({
      pull_request: { merged: true, merge_commit_sha: sha },
    });
    const { url, got, close } = await receiver('hush');
    const hook = { url, secret: 'hush' };
    for (const [event, payload] of sent)
      expect(await github.deliver(hook, event, payload)).toMatchObject({ status: 202 });
    expect(got.map(({ name }) => name)).toEqual(sent.map(([event]) => event));
    const once = await github.deliver(hook, 'issues', make.issue(repository, issue, 'closed'));
    await github.redeliver(hook, once);
    expect(got.slice(-2).map(({ id }) => id)).toEqual([once.id, once.id]);
    expect(once.id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(await github.deliver({ url, secret: 'wrong' }, 'ping', {})).toMatchObject({ status: 401 });
    close();
  });
});
