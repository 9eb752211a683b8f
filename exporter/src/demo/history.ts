import { hour, type Window } from '#domain/window.ts';
import { between, planWork, workdays, type Plan } from './calendar.ts';
import type { Habits } from './habits.ts';
import { title } from './message.ts';
import { createRandom, type Random } from './random.ts';
import { DemoRepository, type Change, type DemoHistory } from './repository.ts';

type Step =
  | Plan
  | { readonly plan: 'repair'; readonly at: number; readonly change: Change }
  | { readonly plan: 'patch'; readonly at: number };

/** What a team with such habits did in a span of time, by the dice of its seed. */
export function history(habits: Habits, span: Window): DemoHistory {
  const random = createRandom(habits.seed);
  const days = workdays(span);
  const repository = new DemoRepository(span.from);
  const steps: Step[] = [...planWork(habits, days, random)];
  const insert = (step: Step): void => {
    const place = steps.findIndex(({ at }) => at > step.at);
    steps.splice(place < 0 ? steps.length : place, 0, step);
  };
  for (let step = steps.shift(); step !== undefined && step.at < span.to; step = steps.shift()) {
    switch (step.plan) {
      case 'merge':
        merge(repository, habits, days, step, random);
        break;
      case 'release': {
        const [first, ...others] = repository.release(step.at, 'minor').filter(({ isRevert }) => !isRevert);
        if (!step.fails || !first) break;
        const at = step.at + random.skewed(...habits.repairHours) * hour;
        insert({ plan: 'repair', at, change: random.pick([first, ...others]) });
        break;
      }
      case 'repair':
        repository.revert(step.at, step.change);
        insert({ plan: 'patch', at: step.at + between([0.1, 0.5], random.next()) * hour });
        break;
      case 'patch':
        repository.release(step.at, 'patch');
    }
  }
  return repository.history();
}

/** One change comes to the default branch: pushed, squashed or merged. */
function merge(
  repository: DemoRepository,
  habits: Habits,
  days: readonly number[],
  { at, workday }: { readonly at: number; readonly workday: number },
  random: Random
): void {
  const name = title(random);
  if (random.chance(habits.direct)) {
    repository.push(at, name);
    return;
  }
  const longest = between(habits.branchDays, workday / (days.length - 1));
  const length = Math.floor(random.skewed(1, 1 + longest)) - 1;
  const moments = Array.from({ length: random.whole(1, 4) }, () => {
    const start = days[Math.max(0, workday - random.whole(0, length))] ?? at;
    return start + between([8 * hour, Math.min(18 * hour, at - start)], random.next());
  }).sort((a, b) => a - b);
  repository.pull(at, name, moments, random.chance(habits.squashed) ? 'squash' : 'merge');
}
