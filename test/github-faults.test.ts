import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { faultTable, type NamedFault } from './fake-github/fault-table.ts';
import { nth } from './fake-github/faults.ts';
import { startFakeGithub, type FakeGithub } from './fake-github/start.ts';
import { factsOf, organisation, organisationConfig, organisationNow } from './github-organisation.ts';
import { project, ready, serve } from './waymark.ts';

const minute = 60_000;

type Outcome = {
  readonly facts: string;
  readonly up: string | undefined;
  readonly reason: string | undefined;
  readonly skipped: readonly string[];
  readonly played: boolean;
};

/** One first collection to its end, and what a reader then sees. */
async function collected(fault?: { readonly named: NamedFault; readonly kind: string }): Promise<Outcome> {
  const github: FakeGithub = await startFakeGithub({ state: organisation() });
  // The third request of its kind: in the middle of the work, not at the door.
  if (fault) github.faults.add({ match: nth(3, ({ kind }) => kind === fault.kind), then: fault.named.then });
  const { directory, file } = project(organisationConfig(github));
  const server = await serve(['-c', file, '--now', organisationNow], {
    cwd: directory,
    env: { GITHUB_TOKEN: 'secret' },
  });
  try {
    await ready(server, 150);
    const facts = await factsOf(server, github);
    const text = await (await fetch(`${server.url}/metrics`)).text();
    return {
      facts,
      up: /waymark_source_up\{source="github"\} (\d)/.exec(text)?.[1],
      reason: /waymark_source_errors_total\{source="github",reason="(\w+)"\} [1-9]/.exec(text)?.[1],
      skipped: [...text.matchAll(/skipped_items_total\{source="github",reason="(\w+)"\} [1-9]/g)].map(
        ([, why = '']) => why
      ),
      played: github.faults.played,
    };
  } finally {
    await server.stop();
    await github.close();
  }
}

/** An answer that is none of GitHub's: the source is down with the reason, and asks again at its next pull. */
const down: Readonly<Record<string, string>> = {
  'list is an object': 'unexpected_response',
  'data is a list': 'unexpected_response',
  'data is null without errors': 'unexpected_response',
};

/** What concerns one repository: that one is left out and counted, the others go on. */
const leftOut: Readonly<Record<string, string>> = {
  'repository gone in the middle': 'repository_not_found',
  'single sign-on asked for': 'repository_unauthorized',
};

/** A reset that cannot be is waited for an hour at most: the tests beside the client move the clock for that. */
const anHour = 'primary limit, reset in milliseconds';

/** Each once: by GraphQL, which does most of the work, where it can happen there. */
const cases = faultTable
  .filter(({ name }) => name !== anHour)
  .map((named) => ({ name: named.name, kind: named.on.includes('graphql') ? 'graphql' : 'rest', named }));

describe('every mood of the API in the middle of a first collection', () => {
  const outcomes = new Map<string, Outcome | string>();
  let quiet: Outcome;

  beforeAll(async () => {
    quiet = await collected();
    // Some limits are waited out for a minute: side by side that is one minute in all.
    const waiting = [...cases];
    const worker = async (): Promise<void> => {
      for (let next = waiting.shift(); next; next = waiting.shift())
        outcomes.set(`${next.name} ${next.kind}`, await collected(next).catch((error: unknown) => String(error)));
    };
    await Promise.all(Array.from({ length: 3 }, worker));
  }, 15 * minute);

  afterAll(() => outcomes.clear());

  test('the quiet run has everything', () => {
    expect(quiet.up).toBe('1');
    const [changes, deployments, incidents] = JSON.parse(quiet.facts) as unknown[][];
    expect([changes?.length, deployments?.length, incidents?.length]).toEqual([123, 120, 12]);
  });

  test.each(cases)('$name ($kind)', ({ name, kind }) => {
    const outcome = outcomes.get(`${name} ${kind}`);
    if (outcome === undefined || typeof outcome === 'string') throw new Error(outcome);
    const { up, reason, facts, skipped, played } = outcome;
    expect(played).toBe(true);
    const expected = down[name];
    const gone = leftOut[name];
    if (expected !== undefined) expect({ up, reason }).toEqual({ up: '0', reason: expected });
    else if (gone !== undefined) expect({ up, skipped }).toEqual({ up: '1', skipped: [gone] });
    else expect({ up, reason, same: facts === quiet.facts }).toEqual({ up: '1', same: true });
  });
});
