import type { GoalOutcome } from '#domain/goal.ts';
import { percentInWords } from '#measures/words.ts';
import { counted, listed, spelled } from './words.ts';

/** In how many teams a measure moved, over the 13 weeks before the end of the range. */
export type VerdictCounts = {
  readonly better: number;
  readonly worse: number;
  readonly no_clear_change: number;
  readonly too_little_data: number;
};

/** What the sentences are made of: counts, never the value of a team. */
export type OrganisationFacts = {
  readonly verdicts: Readonly<Record<string, VerdictCounts>>;
  /** Of goals that came due in the range. */
  readonly outcomes: readonly GoalOutcome[];
  /** Missed goals of which nobody has written what was learned. */
  readonly unexamined: number;
  /** Goals that run at the end of the range. */
  readonly active: readonly { readonly id: string; readonly title: string; readonly probability?: number }[];
  /** Shares of the work finished in the range; by priority, the first is the most important. */
  readonly objectives: readonly {
    readonly title: string;
    readonly priority?: number;
    readonly share?: number;
    readonly plannedShare?: number;
  }[];
  /** The share of finished work that no objective claims; absent: nothing was finished. */
  readonly unlinked?: number;
};

export type Sentence = {
  readonly topic: 'sooner' | 'more_often' | 'safer' | 'goals' | 'effort' | 'help';
  readonly text: string;
  /** How sure, and where the numbers are. */
  readonly evidence: { readonly text: string; readonly url?: string };
};

/** Half a year in at most six sentences that a team could dispute (metrics.md 8). A topic of which nothing is known has none. */
export function organisationSentences(facts: OrganisationFacts): Sentence[] {
  return [
    moved(facts, 'sooner', 'change_lead_time', {
      better: 'finished changes really reach users sooner',
      worse: 'they take longer',
    }),
    moved(facts, 'more_often', 'deployment_frequency', {
      better: 'releases really come more often',
      worse: 'they come less often',
    }),
    moved(facts, 'safer', 'change_fail_rate', {
      better: 'really fewer releases need a fix',
      worse: 'more of them do',
      doubt: ' Where releases are few, a small change cannot be seen.',
    }),
    dueGoals(facts),
    effort(facts),
    help(facts),
  ].filter((sentence) => sentence !== undefined);
}

type Claim = { readonly better: string; readonly worse: string; readonly doubt?: string };

function moved(
  { verdicts }: OrganisationFacts,
  topic: Sentence['topic'],
  measure: string,
  { better, worse, doubt = '' }: Claim
): Sentence | undefined {
  const counts = verdicts[measure];
  if (counts === undefined) return undefined;
  const teams = counts.better + counts.worse + counts.no_clear_change + counts.too_little_data;
  if (teams === 0) return undefined;
  const known = teams - counts.too_little_data;
  const rest = [
    ...(counts.worse > 0 ? [`in ${counts.worse} ${worse}`] : []),
    ...(counts.no_clear_change > 0 ? [`in ${counts.no_clear_change} there is no clear change`] : []),
    ...(counts.too_little_data > 0
      ? [`${counts.too_little_data} ${counts.too_little_data === 1 ? 'is' : 'are'} too new to say`]
      : []),
  ];
  const text = `In ${counts.better === 0 ? 'none' : counts.better} of ${counted(teams, 'team')} ${better}${rest.length > 0 ? `; ${listed(rest)}` : ''}.${doubt}`;
  return {
    topic,
    text,
    evidence: {
      text: `${known} of ${counted(teams, 'team')} have enough history; a change counts only beyond each team's own usual range`,
      url: '/api/v1/organisation',
    },
  };
}

function dueGoals({ outcomes, unexamined }: OrganisationFacts): Sentence | undefined {
  if (outcomes.length === 0) return undefined;
  const count = (...which: GoalOutcome[]) => outcomes.filter((outcome) => which.includes(outcome)).length;
  const met = count('met', 'stretch_met');
  const stretch = count('stretch_met');
  const costly = count('met_at_a_cost');
  const noise = count('met_within_noise');
  const learned = count('learned');
  const parts = [
    `${met} ${were(met)} met${stretch > 0 ? `, ${spelled(stretch)} with its stretch` : ''}`,
    ...(noise > 0 ? [`${noise} ${were(noise)} met by no more than chance may give`] : []),
    ...(costly > 0 ? [`${costly} ${were(costly)} met at a cost`] : []),
    ...(learned > 0 ? [`${learned} ${were(learned)} missed and taught us something`] : []),
    ...(unexamined > 0 ? [`${unexamined} missed ${unexamined === 1 ? 'one waits' : 'ones wait'} for a review`] : []),
  ];
  return {
    topic: 'goals',
    text: `Of ${counted(outcomes.length, 'goal')} that came due, ${listed(parts)}.`,
    evidence: { text: 'each by its value at the due date', url: '/api/v1/goals' },
  };
}

/** The objective whose share is furthest below its plan; of equals the one that matters more. */
function effort({ objectives, unlinked }: OrganisationFacts): Sentence | undefined {
  const planned = objectives.flatMap(({ title, priority, share, plannedShare }) =>
    share === undefined || plannedShare === undefined ? [] : [{ title, priority, share, plannedShare }]
  );
  if (planned.length === 0) return undefined;
  const [least] = planned.toSorted((a, b) => a.share - a.plannedShare - (b.share - b.plannedShare));
  if (least === undefined) return undefined;
  const place = least.priority === undefined ? '' : ` has priority ${least.priority} and`;
  const gap = least.plannedShare - least.share;
  const text =
    gap > 0.02
      ? `“${least.title}”${place} got ${percentInWords(least.share)} of the finished work; ${percentInWords(least.plannedShare)} was planned.`
      : `The finished work went where it was planned: no objective got clearly less than its share.`;
  const doubt =
    unlinked === undefined
      ? 'all finished work'
      : `${percentInWords(unlinked)} of the finished work is linked to no objective`;
  return { topic: 'effort', text, evidence: { text: doubt, url: '/api/v1/objectives' } };
}

/** What may need help: the running goal that is least likely to be met. */
function help({ active }: OrganisationFacts): Sentence | undefined {
  const likely = active.flatMap(({ id, title, probability }) =>
    probability === undefined ? [] : [{ id, title, probability }]
  );
  const [least] = likely.toSorted((a, b) => a.probability - b.probability);
  if (least === undefined) return undefined;
  const below = likely.filter(({ probability }) => probability < 0.4).length;
  const evidence = {
    text: `by the course of the weeks so far; ${likely.length} of ${counted(active.length, 'running goal')} can be judged`,
    url: `/api/v1/goals/${encodeURIComponent(least.id)}`,
  };
  const text =
    below === 0
      ? `No running goal is unlikely to be met; the least likely, “${least.title}”, has a chance of ${percentInWords(least.probability)}.`
      : `${counted(below, 'running goal')} may need help: “${least.title}” has a chance of ${percentInWords(least.probability)}.`;
  return { topic: 'help', text, evidence };
}

function were(count: number): string {
  return count === 1 ? 'was' : 'were';
}
