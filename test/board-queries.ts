/** What a panel of a board asks, as its JSON holds it. */
export type Target = {
  readonly kind?: string;
  readonly expr?: string;
  readonly team?: string;
  readonly measure?: string;
  readonly layer?: string;
  readonly kinds?: readonly string[];
  readonly list?: string;
};

const day = 86_400_000;
const range = { from: iso(Date.now() - 182 * day), to: iso(Date.now()) };

/** The addresses under /api/v1 that the plugin asks for each kind of query; a kind that is missing fails. */
const addresses: Readonly<Record<string, (target: Target, goal: string) => string[]>> = {
  headline: ({ team }) => [address('summary', { team })],
  tile: ({ team, measure }) => [
    address('catalog'),
    address('summary', { team }),
    address('series', { measure, team, window: '28d', ...range }),
  ],
  goals: ({ team }) => [address('goals', { team })],
  progress: ({}, goal) => [address(`goals/${goal}`)],
  chance: ({}, goal) => [address(`goals/${goal}`)],
  evidence: ({}, goal) => [address(`goals/${goal}`)],
  status_history: ({ team }) => [address('goals', { team })],
  past_goals: ({ team }) => [address('goals', { team })],
  signals: ({ team }) => [address('signals', { team })],
  numbers: ({ team }) => [address('summary', { team }), address('catalog')],
  series: ({ team, measure }) => [
    address('series', { measure, team, window: '28d', ...range }),
    address('series', { measure, team, step: 'week', ...range }),
  ],
  stages: ({ team }) => [
    address('series', { measure: 'change_stage_share', team, window: '28d', by: 'stage', ...range }),
  ],
  steps: ({ team }) => [address('stages', { team })],
  changes: ({ team }) => [address('changes', { team, ...range })],
  failures: ({ team }) => [address('deployments', { team, ...range })],
  items: ({ team }) => [address('items', { team })],
  benchmarks: ({ team }) => [address('benchmarks', { team })],
  records: ({ team }) => [address('records', { team })],
  objectives: () => [address('objectives')],
  goal_counts: () => [address('organisation', range)],
  verdicts: () => [address('organisation', range)],
  sentences: () => [address('organisation', range)],
  investment: () => [address('investment', { step: 'month', ...range })],
  annotations: ({ team, layer, kinds }) => [address('annotations', { team, layer, kinds: kinds?.join(','), ...range })],
};

/** What the plugin asks of the exporter for a query. */
export function asked(target: Target, goal: string): string[] {
  const found = addresses[target.kind ?? ''];
  if (found === undefined) throw new Error(`a board asks for ${String(target.kind)}, which is not known here`);
  return found(target, goal);
}

/** Whether an answer of the API holds anything to draw. */
export function hasData(answer: unknown): boolean {
  const found = answer as Readonly<Record<string, unknown>>;
  const lists = ['items', 'points', 'measures', 'stages', 'goals_by_week', 'evidence'].flatMap(
    (key) => found[key] ?? []
  );
  return lists.length > 0;
}

function address(path: string, query: Readonly<Record<string, string | undefined>> = {}): string {
  const given = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) if (value) given.set(key, value);
  return `/api/v1/${path}?${given.toString()}`;
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
