import type { TeamEntry } from '#domain/record.ts';
import { day } from '#domain/window.ts';
import { atWeek, type Era, eraOf, monthName, monthsFrom } from './era.ts';
import { networkOutage } from './outages.ts';
import { fewReviewers, pairReviews, smallChanges, trainSplit } from './teams.ts';

/**
 * What the demo's teams have written down by now, the oldest first: it tells of what is planted in the facts. The ids
 * are those of the month, so that an entry that is there already is not written again.
 */
export function demoRecords(now: number): TeamEntry[] {
  const era = eraOf(now);
  return [...checkout(era), ...payments(era), ...others(era)]
    .filter(({ recordedAt }) => recordedAt <= now)
    .sort((a, b) => a.recordedAt - b.recordedAt);
}

/** Written down when it holds. */
function entry({ month }: Era, id: string, team: string, at: number) {
  return { id: `demo-${monthName(month)}-${team}-${id}`, team, at, recordedAt: at };
}

function checkout(era: Era): TeamEntry[] {
  const of = (id: string, week: number) => entry(era, id, 'checkout', atWeek(era, week));
  const split = of('release-train', trainSplit);
  const voucher = of('voucher-plan', -21);
  const cached = monthsFrom(era.month, -3) + 12 * day;
  return [
    {
      ...voucher,
      kind: 'plan',
      measure: 'change_lead_time',
      title: 'Release vouchers apart from the basket',
      why: 'Changes of one wait for the tests of the other',
      start: atWeek(era, -20),
      expected: 24 * 3600,
      checkAt: atWeek(era, -15),
    },
    {
      ...of('voucher-effect', -15),
      kind: 'outcome',
      of: voucher.id,
      effectFound: 'No clear change: both still waited for the same release train',
    },
    {
      ...split,
      kind: 'intervention',
      measure: 'change_lead_time',
      title: 'Split the release train: each merge goes out by itself',
      text: 'A change is watched on the test system until the next one comes, then it goes to customers.',
      expectedEffect: 'Changes reach customers within a day',
      reviewAt: atWeek(era, trainSplit + 5),
    },
    {
      ...of('release-train-effect', trainSplit + 5),
      kind: 'outcome',
      of: split.id,
      effectFound: 'The wait for a release fell from about a day to a few hours, and it holds',
    },
    {
      ...entry(era, 'ci-cache', 'checkout', cached),
      kind: 'outcome',
      goal: 'checkout-ci-cache',
      cause: 'Downloads were a small part: the browser tests take two thirds of the time',
      nextStep: 'Run the browser tests side by side, with a goal of 12 minutes',
      learned: 'Caching moved little; look where the time goes before choosing what to do about it',
    },
    {
      ...of('keep-deploying', trainSplit + 6),
      kind: 'decision',
      decision: 'no_action',
      measure: 'change_lead_time',
      question: 'What made it happen, and will it last?',
      reason: 'It is what splitting the release train was for: we keep it',
      reviewAt: atWeek(era, trainSplit + 19),
    },
    {
      ...of('keep-releasing', trainSplit + 6),
      kind: 'decision',
      decision: 'no_action',
      measure: 'deployment_frequency',
      question: 'What made it happen, and will it last?',
      reason: 'Each merge goes out by itself now, and releases do not fail more often',
    },
    {
      ...entry(era, 'releases', 'checkout', monthsFrom(era.month, -1) + 3 * day),
      kind: 'outcome',
      goal: 'checkout-releases',
      cause: 'Releasing was automatic already: what held us back was the habit of the train',
      nextStep: 'Find out what the failed releases have in common',
      learned: 'Small releases are less work than big ones',
    },
    {
      ...entry(era, 'network', 'checkout', networkOutage(era).resolvedAt + day),
      kind: 'note',
      note: 'cause',
      text: 'The payment network was down on Sunday evening. No change of ours was near it.',
    },
    {
      ...of('retrospective', -2),
      kind: 'note',
      note: 'retrospective',
      text: 'Releasing is no topic any more. Waiting is: for a first look before noon, and for CI.',
    },
    {
      ...of('watch-failures', -1),
      kind: 'decision',
      decision: 'watch',
      measure: 'change_fail_rate',
      goal: 'checkout-fail-rate',
      question: 'What did the last failed releases share?',
      reason: 'Three of them touched vouchers: too few to act on',
      expectedEffect: 'We know more after ten more releases',
      reviewAt: atWeek(era, 1),
    },
  ];
}

function payments(era: Era): TeamEntry[] {
  const of = (id: string, week: number) => entry(era, id, 'payments', atWeek(era, week));
  const outage = networkOutage(era);
  return [
    {
      ...of('reviewers', fewReviewers),
      kind: 'note',
      note: 'note',
      measure: 'change_lead_time',
      text: 'Half of those who review help identity with the new payment rules until the quarter ends',
    },
    {
      ...entry(era, 'network', 'payments', outage.resolvedAt + 12 * 3_600_000),
      kind: 'note',
      note: 'cause',
      text: 'The payment network was down for five and a half hours. It was nobody’s change.',
    },
    {
      ...of('second-network', -3),
      kind: 'decision',
      decision: 'act',
      measure: 'failed_deployment_recovery_time',
      goal: 'payments-recovery',
      question: 'What would have kept customers paying?',
      reason: 'One network is one too few: a second one is asked for offers',
      expectedEffect: 'An outage of one network costs minutes',
      reviewAt: atWeek(era, 6),
    },
  ];
}

function others(era: Era): TeamEntry[] {
  const at = (week: number): number => atWeek(era, week);
  const small = entry(era, 'small-changes', 'identity', at(smallChanges));
  const pairs = entry(era, 'pairs', 'identity', at(pairReviews));
  return [
    {
      ...small,
      kind: 'intervention',
      measure: 'change_size',
      title: 'Agree on changes that can be read in half an hour',
      expectedEffect: 'Half of our changes have at most 120 lines',
      reviewAt: at(smallChanges + 8),
    },
    {
      ...entry(era, 'small-changes-effect', 'identity', at(smallChanges + 8)),
      kind: 'outcome',
      of: small.id,
      effectFound: 'Changes are a good third smaller, and reviews find more',
    },
    {
      ...entry(era, 'size', 'identity', monthsFrom(era.month, -3) + 4 * day),
      kind: 'outcome',
      goal: 'identity-size',
      cause: 'The agreement hangs where changes are opened, and nobody is shy to ask for a split',
      nextStep: 'Review in pairs at fixed times',
      learned: 'An agreement of our own works better than a limit in a tool',
    },
    {
      ...pairs,
      kind: 'intervention',
      measure: 'change_lead_time',
      title: 'Review in pairs, twice a day',
      expectedEffect: 'Sign-in changes reach customers within a day',
      reviewAt: at(pairReviews + 8),
    },
    {
      ...entry(era, 'flaky', 'messaging', at(-9)),
      kind: 'plan',
      measure: 'ci_success',
      title: 'Mend the ten tests that fail most often by chance',
      why: 'Two teams wait for each red run',
      start: at(-8),
      expected: 0.9,
      checkAt: at(-2),
    },
    {
      ...entry(era, 'metric', 'search', at(-7)),
      kind: 'decision',
      decision: 'change_the_metric',
      measure: 'deployment_frequency',
      question: 'Do we need to release more often than three times a week?',
      reason: 'Nobody waits for it: what customers wait for is lead time, so that is our goal',
    },
  ];
}
