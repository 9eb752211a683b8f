import { hour } from '#domain/window.ts';
import { SourceError } from '../errors.ts';
import type { Walk } from './cursor.ts';
import type { Page } from './page.ts';

/** GitHub's lists lag behind a little: what may have been missed is asked for again. */
const margin = hour / 12;

export type WalkOptions<Node> = {
  readonly made: string;
  /** -Infinity: everything. */
  readonly from: number;
  /** What the probe says; undefined where nothing was asked. */
  readonly seen: string | undefined;
  readonly timeOf: (node: Node) => number;
  /** The pages, newest first, up to a node for which `done`. `first` is true until the first walk has ended. */
  readonly list: (
    after: string | undefined,
    done: (node: Node) => boolean,
    first: boolean
  ) => AsyncIterable<Page<Node>>;
};

export type WalkStep<Node> = {
  readonly nodes: readonly Node[];
  readonly page: Page<Node>;
  readonly walk: Walk;
  /** True where the whole list was read by this very walk. */
  readonly whole: boolean;
  /** True with the last page. */
  readonly ended: boolean;
  /** True where facts were made in another way before: those that this walk does not give are gone at its end. */
  readonly again: boolean;
};

/** Whether a walk has to go on, or to begin. */
function isDue(before: Walk | undefined, { made, from, seen }: Pick<WalkOptions<never>, 'made' | 'from' | 'seen'>) {
  return (
    before === undefined ||
    before.made !== made ||
    from < (before.from ?? -Infinity) ||
    before.known === null ||
    before.newest !== undefined ||
    seen === undefined ||
    before.seen !== seen
  );
}

/**
 * Reads a list newest first: all of it the first time, later down to what is known. What changes meanwhile comes to the
 * front and is found by the next walk. Where a walk was broken off it goes on after the page that was stored last.
 */
export async function* walk<Node>(
  stored: Walk | undefined,
  options: WalkOptions<Node>
): AsyncGenerator<WalkStep<Node>, void, undefined> {
  if (!isDue(stored, options)) return;
  const { made, from, seen, timeOf } = options;
  const usable = stored?.made === made && from >= (stored.from ?? -Infinity) && stored.again !== true;
  const since = from === -Infinity ? null : from;
  const before: Walk = usable
    ? { ...stored, from: since }
    : { made, from: since, known: null, ...(stored && { again: true }) };
  // Where a walk goes on, the probe of its beginning stands.
  const start: Walk = before.newest === undefined ? { ...before, ...(seen !== undefined && { seen }) } : before;
  const lower = Math.max(from, before.known === null ? -Infinity : before.known - margin);
  const done = (node: Node) => timeOf(node) < lower;
  let newest = start.newest;
  for await (const page of resumable(start.after, (after) => options.list(after, done, before.known === null))) {
    newest ??= page.nodes[0] && timeOf(page.nodes[0]);
    const { newest: _, after: __, again, ...kept } = start;
    const walk: Walk = page.last
      ? { ...kept, known: Math.max(newest ?? 0, before.known ?? 0) }
      : {
          ...kept,
          ...(again && { again }),
          ...(newest !== undefined && { newest }),
          ...(page.cursor !== undefined && { after: page.cursor }),
        };
    const whole = before.known === null && start.after === undefined;
    yield {
      nodes: page.nodes.filter((node) => !done(node)),
      page,
      walk,
      whole,
      ended: page.last,
      again: again === true,
    };
  }
}

/** A cursor that GitHub does not know any more costs a walk from the start, and no more. */
async function* resumable<Node>(
  after: string | undefined,
  list: (after: string | undefined) => AsyncIterable<Page<Node>>
): AsyncGenerator<Page<Node>, void, undefined> {
  let given = false;
  try {
    for await (const page of list(after)) {
      given = true;
      yield page;
    }
  } catch (error) {
    const refused = error instanceof SourceError && error.reason === 'unexpected_response';
    if (after === undefined || given || !refused) throw error;
    yield* list(undefined);
  }
}
