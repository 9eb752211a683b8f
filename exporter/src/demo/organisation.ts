import type { Fact } from '#domain/facts.ts';
import { deliver, type Delivery } from './delivery.ts';
import type { Era } from './era.ts';
import type { Habits } from './habits.ts';
import { hostFacts, type Part } from './host.ts';
import { createRandom, type Random } from './random.ts';
import { gitTeam, teams } from './teams.ts';
import { boardOf, itemsOf, workFacts } from './work.ts';

/** The two kinds of tools that the demo plays: where the code is, and where the work is planned. */
export const tools = ['code', 'work'] as const;
export type Tool = (typeof tools)[number];

/** The streams of chance of a team: what is drawn from one never moves another. */
const streams = ['deliver', 'work', 'tell'] as const;

/** What a team brought to its users in an era. */
export function delivery(habits: Habits, era: Era): Delivery {
  return deliver(habits, era, randomOf(habits, 'deliver'));
}

/** The repositories of which a tool tells. */
export function repositoriesOf(tool: Tool): readonly string[] {
  const told = teams.filter(({ team, work }) => (tool === 'code' ? team !== gitTeam : work !== undefined));
  return [...new Set(told.map((habits) => (tool === 'code' ? habits.repository : boardOf(habits))))];
}

/** Everything that a tool tells of an era, whatever of it has happened yet. */
export function factsOf(tool: Tool, era: Era): readonly Fact[] {
  const work = new Map(teams.map((habits) => [habits, workFacts(habits, era, randomOf(habits, 'work'))]));
  if (tool === 'work') return [...work.values()].flat();
  const parts = new Map<string, Part[]>();
  for (const [habits, facts] of work) {
    if (habits.team === gitTeam) continue;
    const part = { habits, delivery: delivery(habits, era), items: itemsOf(facts) };
    parts.set(habits.repository, [...(parts.get(habits.repository) ?? []), part]);
  }
  return [...parts].flatMap(([repository, shared]) => {
    const [first] = shared;
    return first ? hostFacts(repository, shared, era, randomOf(first.habits, 'tell')) : [];
  });
}

/** Chance for one purpose of a team. */
export function randomOf({ seed }: Habits, stream: (typeof streams)[number]): Random {
  return createRandom(seed * streams.length + streams.indexOf(stream));
}
