import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { goalOutcomes } from '#domain/goal.ts';
import { organisationSentences, type OrganisationFacts } from './organisation.ts';

const counts = (better: number, worse: number, same: number, little: number) => ({
  better,
  worse,
  no_clear_change: same,
  too_little_data: little,
});

const facts: OrganisationFacts = {
  verdicts: {
    change_lead_time: counts(1, 1, 3, 1),
    deployment_frequency: counts(1, 0, 4, 1),
    change_fail_rate: counts(0, 0, 5, 1),
  },
  outcomes: ['stretch_met', 'met', 'learned', 'missed'],
  unexamined: 1,
  active: [
    { id: 'a', title: 'Changes reach customers within a day', probability: 0.83 },
    { id: 'b', title: 'Fixes reach customers within 30 hours', probability: 0.07 },
    { id: 'c', title: 'Release every week' },
  ],
  objectives: [
    { title: 'Customers get improvements every week', priority: 1, share: 0.39, plannedShare: 0.35 },
    { title: 'Ready for the new payment rules by June', priority: 3, share: 0.08, plannedShare: 0.2 },
  ],
  unlinked: 0.16,
};

test('says the half year in six sentences, each with a number, how sure it is, and where to look', () => {
  const sentences = organisationSentences(facts);
  expect(sentences.map(({ topic, text }) => [topic, text])).toEqual([
    [
      'sooner',
      'In 1 of 6 teams finished changes really reach users sooner; in 1 they take longer, in 3 there is no clear change and 1 is too new to say.',
    ],
    [
      'more_often',
      'In 1 of 6 teams releases really come more often; in 4 there is no clear change and 1 is too new to say.',
    ],
    [
      'safer',
      'In none of 6 teams really fewer releases need a fix; in 5 there is no clear change and 1 is too new to say. Where releases are few, a small change cannot be seen.',
    ],
    [
      'goals',
      'Of 4 goals that came due, 2 were met, one with its stretch, 1 was missed and taught us something and 1 missed one waits for a review.',
    ],
    [
      'effort',
      '“Ready for the new payment rules by June” has priority 3 and got 8 % of the finished work; 20 % was planned.',
    ],
    ['help', '1 running goal may need help: “Fixes reach customers within 30 hours” has a chance of 7 %.'],
  ]);
  for (const { text, evidence } of sentences) {
    expect(text).toMatch(/\d/);
    expect(evidence.text).not.toBe('');
    expect(evidence.url).toMatch(/^\/api\/v1\//);
  }
});

test('says nothing of what is not known', () => {
  expect(organisationSentences({ verdicts: {}, outcomes: [], unexamined: 0, active: [], objectives: [] })).toEqual([]);
});

test('says so where all goes as planned', () => {
  const calm = {
    ...facts,
    active: [{ id: 'a', title: 'A', probability: 0.83 }],
    objectives: [{ title: 'O', share: 0.5, plannedShare: 0.5 }],
  };
  const texts = organisationSentences(calm).map(({ text }) => text);
  expect(texts).toContain('The finished work went where it was planned: no objective got clearly less than its share.');
  expect(texts).toContain('No running goal is unlikely to be met; the least likely, “A”, has a chance of 83 %.');
});

/** Words that only engineers or statisticians know, and words that look for somebody to blame. */
const jargon =
  /\b(?:p\d\d|median|quantile|percentile|interval|ratio|sigma|deploy\w*|commit\w*|merge\w*|pull request\w*|lead time|cycle time|rework|velocity|throughput|mttr|ci|sle|wip|forecast\w*|sprint\w*|outlier\w*)\b/i;
const blame =
  /\b(?:fault\w*|blame\w*|guilty|careless\w*|lazy|incompetent|underperform\w*|failed to|should have|worst|poor\w*|bad\w*|slow team\w*|offender\w*|culprit\w*)\b/i;

test('uses no jargon and blames nobody, whatever the numbers are', () => {
  const count = fc.nat(3);
  const verdict = fc.record({ better: count, worse: count, no_clear_change: count, too_little_data: count });
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const arbitrary: fc.Arbitrary<OrganisationFacts> = fc.record({
    verdicts: fc.record({ change_lead_time: verdict, deployment_frequency: verdict, change_fail_rate: verdict }),
    outcomes: fc.array(fc.constantFrom(...goalOutcomes)),
    unexamined: count,
    active: fc.array(fc.record({ id: fc.constant('g'), title: fc.constant('T'), probability: share })),
    objectives: fc.array(fc.record({ title: fc.constant('O'), share, plannedShare: share })),
    unlinked: share,
  });
  fc.assert(
    fc.property(arbitrary, (drawn) => {
      const sentences = organisationSentences(drawn);
      expect(sentences.length).toBeLessThanOrEqual(6);
      for (const { text, evidence } of sentences) {
        expect(`${text} ${evidence.text}`).not.toMatch(jargon);
        expect(`${text} ${evidence.text}`).not.toMatch(blame);
      }
    })
  );
});
