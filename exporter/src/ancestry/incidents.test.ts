import { describe, expect, test } from '@jest/globals';
import { change, commit, deployment, nothing } from './history.fixture.ts';
import type { Incident } from './incidents.ts';
import { type LinkInput, link } from './link.ts';

const sha = (letter: string): string => letter.repeat(40);
const [a, b, c, d] = ['a', 'b', 'c', 'd'].map(sha) as [string, string, string, string];
const address = (number: number): string => `https://example.org/acme/shop/pull/${number}`;

/** a is deployed at 100, b and c at 200, d waits; 7 is the change of b, 8 that of d. */
const base: LinkInput = {
  ...nothing,
  commits: [commit(a), commit(b, a), commit(c, b), commit(d, c)],
  changes: [
    change(a, 1),
    change(b, 2, { number: 7, url: address(7) }),
    change(c, 3),
    change(d, 4, { number: 8, url: address(8) }),
  ],
  deployments: [
    deployment('one', a, 100),
    deployment('two', c, 200),
    deployment('broken', d, 210, { outcome: 'failure' }),
    deployment('staged', d, 220, { production: false }),
  ],
  rules: { ...nothing.rules, incidentsWithin: 50 },
};
const incident = (more: Partial<Incident> = {}): Incident => ({ id: 'i', service: '', openedAt: 230, ...more });
const verdictsOf = (input: Partial<LinkInput>) => link({ ...base, ...input }).incidents;
const found = (more: Partial<Incident>, input: Partial<LinkInput> = {}) => {
  const [verdict] = verdictsOf({ ...input, incidents: [incident(more)] });
  return [verdict?.evidence, verdict?.deployment];
};

describe('a cause that is named', () => {
  test.each([
    ['one', 'one'],
    [' two ', 'two'],
    [a, 'one'],
    [b.slice(0, 7), 'two'],
    [c.toUpperCase(), 'two'],
    ['#7', 'two'],
    [address(7), 'two'],
    ['https://EXAMPLE.org/Acme/Shop/pull/7/files#diff', 'two'],
  ])('%s', (causedBy, expected) => {
    // Far from any window: only the name can tell.
    expect(found({ causedBy, openedAt: 9_000 })).toEqual(['link', expected]);
  });

  test.each([
    ['#99', 'incident of an unknown cause'],
    ['abcdef', 'incident of an unknown cause'],
    ['e'.repeat(7), 'incident of an unknown cause'],
    ['https://example.org/acme/other/pull/7', 'incident of an unknown cause'],
    ['somebody', 'incident of an unknown cause'],
    [d, 'incident of a cause that was not deployed'],
    ['#8', 'incident of a cause that was not deployed'],
    ['broken', 'incident of a cause that was not deployed'],
    ['staged', 'incident of a cause that was not deployed'],
  ])('%s is no evidence, is counted, and leaves no room for a guess', (causedBy, reason) => {
    const linked = link({ ...base, incidents: [incident({ causedBy })] });
    expect(linked.incidents).toEqual([{ id: 'i', evidence: 'none' }]);
    expect(linked.skipped).toEqual([{ reason, count: 1 }]);
    expect(linked.verdicts.some(({ failed }) => failed)).toBe(false);
  });

  test('an abbreviation that begins two commits names none, also where one of them was only deployed', () => {
    const close = `${a.slice(0, 8)}${'f'.repeat(32)}`;
    expect(found({ causedBy: a.slice(0, 7) }, { commits: [...base.commits, commit(close)] })).toEqual([
      'none',
      undefined,
    ]);
    const deployments = [...base.deployments, deployment('three', close, 300)];
    expect(found({ causedBy: a.slice(0, 7) }, { deployments })).toEqual(['none', undefined]);
  });

  test('the service of the incident asks for its own first deployment; an id of another service is believed', () => {
    const deployments = [
      deployment('web', c, 100, { service: 'web' }),
      deployment('api', c, 200, { service: 'api' }),
      deployment('job', a, 50, { service: 'job' }),
    ];
    expect(found({ causedBy: '#7' }, { deployments })).toEqual(['link', 'web']);
    expect(found({ causedBy: '#7', service: 'api' }, { deployments })).toEqual(['link', 'api']);
    expect(found({ causedBy: '#7', service: 'job' }, { deployments })).toEqual(['none', undefined]);
    expect(found({ causedBy: 'web', service: 'api' }, { deployments })).toEqual(['link', 'web']);
  });

  test('where the graph has not got the commit, the deployment of that very commit counts', () => {
    const cut = { commits: [commit(d, c)] };
    expect(found({ causedBy: c.slice(0, 9) }, cut)).toEqual(['link', 'two']);
    expect(found({ causedBy: '#7' }, cut)).toEqual(['none', undefined]);
    expect(found({ causedBy: '#7' }, { ...cut, deployments: [deployment('b', b, 150)] })).toEqual(['link', 'b']);
  });

  test('where numbers began again the later change has the number', () => {
    const changes = [change(a, 1, { number: 7 }), change(b, 2), change(c, 3, { number: 7 })];
    expect(found({ causedBy: '#7' }, { changes: changes.toReversed() })).toEqual(['link', 'two']);
  });
});

describe('no cause named', () => {
  test.each([
    [100, 'none', undefined],
    [101, 'window', 'one'],
    [150, 'window', 'one'],
    [151, 'none', undefined],
    [200, 'none', undefined],
    [201, 'window', 'two'],
  ])('opened at %d', (openedAt, evidence, expected) => {
    expect(found({ openedAt })).toEqual([evidence, expected]);
  });

  test('no window, no guess', () => {
    expect(found({}, { rules: nothing.rules })).toEqual(['none', undefined]);
  });

  test('never a deployment of another service', () => {
    const deployments = [deployment('w', a, 190, { service: 'web' }), deployment('a', a, 220, { service: 'api' })];
    expect(found({ service: 'web' }, { deployments })).toEqual(['window', 'w']);
    expect(found({ service: 'job' }, { deployments })).toEqual(['none', undefined]);
    expect(found({}, { deployments })).toEqual(['none', undefined]);
    expect(found({}, { deployments: deployments.slice(1) })).toEqual(['window', 'a']);
    const failing = deployment('never', a, 225, { service: 'web', outcome: 'failure' });
    expect(found({}, { deployments: [...deployments.slice(1), failing] })).toEqual(['none', undefined]);
  });
});

describe('what incidents say of a deployment', () => {
  const judged = (incidents: readonly Incident[], rules = base.rules) =>
    link({ ...base, incidents, rules }).verdicts.find(({ id }) => id === 'two');

  test('it failed until the incident was over', () => {
    expect(judged([incident({ causedBy: '#7', resolvedAt: 300 })])).toEqual({
      id: 'two',
      kind: 'regular',
      changes: 2,
      baseline: false,
      failed: true,
      failedBecause: 'link',
      recoveredAt: 300,
    });
    expect(judged([incident()])).toMatchObject({ failed: true, failedBecause: 'window' });
    expect(judged([incident()])?.recoveredAt).toBeUndefined();
  });

  test('of several the last one ends it, and the strongest evidence names it', () => {
    const guess = incident({ id: 'guess', resolvedAt: 400 });
    const named = incident({ id: 'named', causedBy: 'two', resolvedAt: 300 });
    for (const incidents of [
      [guess, named],
      [named, guess],
    ]) {
      expect(judged(incidents)).toMatchObject({ failed: true, failedBecause: 'link', recoveredAt: 400 });
    }
    const open = judged([guess, named, incident({ id: 'open' })]);
    expect(open).toMatchObject({ failedBecause: 'link' });
    expect(open?.recoveredAt).toBeUndefined();
  });

  test('a link is stronger than a patch, a window weaker', () => {
    const deployments = [deployment('1.0.1', a, 200), deployment('1.0.2', b, 210)];
    const rules = { ...base.rules, patchWithin: 50 };
    const first = (more: Partial<Incident>) =>
      link({ ...base, deployments, rules, incidents: [incident({ openedAt: 205, resolvedAt: 500, ...more })] })
        .verdicts[0];
    expect(first({})).toMatchObject({ failedBecause: 'patch', recoveredAt: 210 });
    expect(first({ causedBy: '1.0.1' })).toMatchObject({ failedBecause: 'link', recoveredAt: 500 });
  });
});

test('a change that takes back another by its number marks the deployment that shipped it', () => {
  const changes = [
    change(a, 1, { number: 1 }),
    change(b, 2, { number: 2 }),
    change(c, 3, { number: 3, revertsNumber: 2 }),
    change(d, 4, { number: 4, revertsNumber: 3 }),
  ];
  const deployments = [a, b, c, d].map((at, n) => deployment(`v${n}`, at, 10 * (n + 1)));
  const rules = { ...base.rules, reverts: true };
  const { verdicts, skipped } = link({ ...base, changes, deployments, rules });
  // The revert of the revert says nothing against the revert.
  expect(verdicts.map(({ failedBecause, kind }) => [failedBecause, kind])).toEqual([
    [undefined, 'regular'],
    ['revert', 'regular'],
    [undefined, 'remediation'],
    [undefined, 'regular'],
  ]);
  expect(skipped).toEqual([]);
  const lost = changes.map((each) => (each.sha === c ? { ...each, revertsNumber: 77 } : each));
  expect(link({ ...base, changes: lost, deployments, rules }).skipped).toEqual([
    { reason: 'revert of an unknown change', count: 1 },
  ]);
  expect(link({ ...base, changes, deployments }).verdicts.some(({ failed }) => failed)).toBe(false);
});
