import type { Delivery } from './delivery.ts';
import type { Merge } from './merge.ts';
import { title } from './message.ts';
import type { Random } from './random.ts';
import { type Change, type DemoHistory, DemoRepository } from './repository.ts';

/** What a team brought to its users by a time, as a git history with tags; `squashed`: the share of its pull requests. */
export function gitHistory(
  { merges, releases }: Delivery,
  { from, until, squashed }: { readonly from: number; readonly until: number; readonly squashed: number },
  random: Random
): DemoHistory {
  const repository = new DemoRepository(from);
  const changes = new Map<Merge, Change>();
  const steps = [...merges, ...releases].filter(({ at }) => at < until).sort((a, b) => a.at - b.at);
  for (const step of steps) {
    if ('holds' in step) {
      const held = changes.get(step.holds);
      if (held) repository.release(step.at, step.isPatch ? 'patch' : 'minor', held);
      continue;
    }
    const { at, kind, commits, reverts } = step;
    // Each is drawn, needed or not, so that what came before never depends on where the history ends.
    const [name, how] = [title(random), random.chance(squashed) ? 'squash' : 'merge'] as const;
    const reverted = reverts && changes.get(reverts);
    const change = reverted
      ? repository.revert(at, reverted)
      : kind === 'commit'
        ? repository.push(at, name)
        : repository.pull(at, name, commits, how);
    changes.set(step, change);
  }
  return repository.history();
}
