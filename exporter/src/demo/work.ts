import type { ItemType, WorkItemFact } from '#domain/facts.ts';
import { day } from '#domain/window.ts';
import { address } from './address.ts';
import { type Era, weekOf } from './era.ts';
import type { Habits } from './habits.ts';
import type { Random } from './random.ts';
import { officeHoursAfter, officeMoment, presence, workdays } from './working-time.ts';

/** A work item as the team's changes see it. */
export type Item = { readonly id: string; readonly startedAt: number; readonly endedAt: number };

/** What kind of work an objective asks for, by weight; '' stands for none. */
const typesOf: Readonly<Record<string, Readonly<Record<ItemType, number>>>> = {
  faster: { feature: 8, defect: 1, risk: 0, debt: 0.5, unclassified: 0.5 },
  pay: { feature: 3, defect: 5, risk: 2, debt: 0, unclassified: 0 },
  rules: { feature: 3, defect: 0, risk: 7, debt: 0, unclassified: 0 },
  cheaper: { feature: 0, defect: 2, risk: 0, debt: 8, unclassified: 0 },
  '': { feature: 2, defect: 4, risk: 0, debt: 0, unclassified: 4 },
};
const epicWeeks = 8;

/** Where a team plans its work. */
export function boardOf({ repository, service }: Pick<Habits, 'repository' | 'service'>): string {
  return `${repository}${service === undefined ? '' : `-${service}`}-board`;
}

/** A team's work items, and the larger ones that they are parts of. */
export function workFacts(habits: Habits, era: Era, random: Random): WorkItemFact[] {
  const { work, since } = habits;
  if (!work) return [];
  const repository = boardOf(habits);
  const facts: WorkItemFact[] = [];
  const epics = new Map<string, WorkItemFact>();
  const nextObjective = random.turns(work.objectives);
  const nextType = new Map(Object.entries(typesOf).map(([objective, types]) => [objective, random.turns(types)]));
  const from = since === undefined ? era.from : era.month + since * 7 * day;
  for (const start of workdays({ from, to: era.to })) {
    const week = weekOf(era, start);
    const count = Math.floor(((work.itemsPerWeek(week) * presence(start)) / 5) * 2 * random.next() + random.next());
    for (let made = 0; made < count; made++) {
      const objective = nextObjective();
      const startedAt = officeMoment(start, random.next());
      const epic = epicOf(epics, facts, repository, objective, Math.floor(week / epicWeeks), startedAt);
      const number = facts.length + 1;
      const type = nextType.get(objective)?.() ?? 'unclassified';
      const endedAt = officeHoursAfter(Math.floor(startedAt + random.around(work.days(week), 0.8) * day), 0.5);
      const unplanned = random.chance(work.unplanned(week) * (type === 'defect' ? 2 : 0.6));
      // What has parts is not counted itself, so each larger item has its first part from the start.
      const isPart = random.chance(0.4) || epic?.startedAt === startedAt;
      facts.push({
        fact: 'work_item',
        repository,
        id: `${repository}/${number}`,
        number,
        openedAt: Math.floor(startedAt - random.around(unplanned ? 0.1 : 9, 0.8) * day),
        startedAt,
        ...(random.chance(0.04) ? { cancelledAt: endedAt } : { finishedAt: endedAt }),
        type,
        unplanned,
        labels: [
          ...(type === 'unclassified' ? [] : [type]),
          ...(objective === '' || objective === 'rules' ? [] : [`objective:${objective}`]),
          ...(unplanned ? ['interrupt'] : []),
        ],
        ...(objective === 'rules' && { milestone: 'Payment rules' }),
        ...(epic && isPart && { parent: epic.id }),
        blocked: waits(startedAt, endedAt, random),
        url: address(repository, String(number)),
      });
    }
  }
  return facts;
}

/** The larger item of a time and an objective; made where it is not there yet. */
function epicOf(
  epics: Map<string, WorkItemFact>,
  facts: WorkItemFact[],
  repository: string,
  objective: string,
  span: number,
  startedAt: number
): WorkItemFact | undefined {
  if (objective === '') return undefined;
  const key = `${objective} ${span}`;
  const known = epics.get(key);
  if (known) return known;
  const number = facts.length + 1;
  const epic: WorkItemFact = {
    fact: 'work_item',
    repository,
    id: `${repository}/${number}`,
    number,
    openedAt: startedAt - 14 * day,
    startedAt,
    finishedAt: startedAt + (epicWeeks + 4) * 7 * day,
    type: 'feature',
    unplanned: false,
    labels: ['epic'],
    blocked: [],
    url: address(repository, String(number)),
  };
  epics.set(key, epic);
  facts.push(epic);
  return epic;
}

/** One item in four waits once on its way. */
function waits(from: number, to: number, random: Random): { from: number; to: number }[] {
  if (!random.chance(0.25)) return [];
  const begin = Math.floor(from + (to - from) * 0.5 * random.next());
  return [{ from: begin, to: Math.floor(begin + (to - begin) * random.next()) }];
}

/** The parts as the team's changes see them. */
export function itemsOf(facts: readonly WorkItemFact[]): Item[] {
  return facts
    .filter(({ labels }) => !labels.includes('epic'))
    .map(({ id, startedAt = NaN, finishedAt, cancelledAt }) => ({
      id,
      startedAt,
      endedAt: finishedAt ?? cancelledAt ?? Infinity,
    }));
}
