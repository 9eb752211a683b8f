import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import type { Fact, FactKind, Knowledge } from '#domain/facts.ts';
import type { SourceUsage } from '#domain/source-status.ts';
import { day, hour } from '#domain/window.ts';
import type { Batch, PullContext, Source, SourceType } from '#sources/source.ts';
import { asOf, moments } from './as-of.ts';
import { type Era, eraOf, monthsFrom } from './era.ts';
import { factsOf, repositoriesOf, type Tool, tools } from './organisation.ts';

/** Raise it when the same month gives other facts than before: everything is then collected anew. */
const edition = 1;
const batchSize = 2000;
const minute = hour / 60;
/** Requests that a tool would allow in an hour. */
const quota = 5000;

const schema = z.strictObject({
  demo: z.enum(tools),
  name: z.string().min(1),
  /** The month in which its stories are told, as in 2026-11. */
  month: z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/),
});

const knowledge: Readonly<Record<Tool, readonly Knowledge[]>> = {
  code: ['changes', 'deployments', 'reviews', 'sizes', 'proposals', 'incidents', 'runs'],
  work: ['work_items'],
};
const kinds: Readonly<Record<Tool, readonly FactKind[]>> = {
  code: ['commit', 'change', 'deployment', 'proposal', 'incident', 'run'],
  work: ['work_item'],
};

/** A made-up tool of a made-up organisation. Time goes on in it: a pull gives what has happened since the one before. */
export const demo: SourceType<z.output<typeof schema>> = {
  key: 'demo',
  schema,
  describe: ({ demo: tool, name }) => ({ name, repositories: repositoriesOf(tool) }),
  create({ demo: tool, name, month }): Source {
    const era = eraOf(Date.parse(`${month}-01T00:00:00Z`));
    let planned: readonly Fact[] | undefined;
    let pulls = 0;
    let pulledAt: number | undefined;
    return {
      name,
      rules: { deployments: tool === 'code', rollbacks: true, reverts: true, patchWithin: 0, incidentsWithin: day },
      knows: new Set(knowledge[tool]),
      interval: minute,
      async *pull(context) {
        context.signal.throwIfAborted();
        // Planning takes a moment: whoever waits goes first.
        await setImmediate();
        planned ??= factsOf(tool, era);
        yield* batches(tool, era, planned, context);
        pulls++;
        pulledAt = context.now;
      },
      usage: () => usage(tool, pulls, pulledAt),
    };
  },
};

/** What has happened by now and was not given before, in batches; all of it where another month was told before. */
function* batches(
  tool: Tool,
  { from, month }: Era,
  facts: readonly Fact[],
  { cursor, now, signal }: PullContext
): Generator<Batch> {
  const before = parseCursor(cursor);
  const since = before?.month === month && before.upTo <= now ? before.upTo : undefined;
  let upTo = since ?? from;
  const given: Fact[] = [];
  for (const fact of facts) {
    const fresh = moments(fact).filter((at) => at <= now && at > (since ?? -Infinity));
    if (fresh.length === 0) continue;
    upTo = Math.max(upTo, ...fresh);
    const known = asOf(fact, now);
    if (known) given.push(known);
  }
  const repositories = repositoriesOf(tool);
  const complete = repositories.map((repository) => ({ repository, from }));
  const sweep = repositories.flatMap((repository) => kinds[tool].map((fact) => ({ repository, fact })));
  const progress = (done: number) => ({ progress: { done, total: given.length } });
  let at = 0;
  for (; given.length - at > batchSize; at += batchSize) {
    yield { facts: given.slice(at, at + batchSize), cursor: '', ...progress(at + batchSize) };
    signal.throwIfAborted();
  }
  const cursorAfter = JSON.stringify({ edition, month, upTo });
  yield {
    ...{ facts: given.slice(at), cursor: cursorAfter, complete, ...progress(given.length) },
    ...(since === undefined && { sweep }),
  };
}

const cursorSchema = z.object({ edition: z.literal(edition), month: z.number(), upTo: z.number() });

/** Undefined where everything is to be given: at first, after a broken pull, and where another edition wrote it. */
function parseCursor(cursor: string | undefined): z.output<typeof cursorSchema> | undefined {
  return cursor === undefined || cursor === '' ? undefined : cursorSchema.safeParse(JSON.parse(cursor)).data;
}

/** What a tool with a quota and a credential would say of both. */
function usage(tool: Tool, requests: number, pulledAt: number | undefined): SourceUsage {
  if (pulledAt === undefined) return { requests, backfill: 0 };
  const hourBegan = Math.floor(pulledAt / hour) * hour;
  const spent = Math.floor((pulledAt - hourBegan) / minute) * (tool === 'code' ? 31 : 12);
  return {
    requests,
    ...{ limit: quota, remaining: quota - spent, resetAt: hourBegan + hour },
    credentialExpiresAt: monthsFrom(pulledAt, tool === 'code' ? 3 : 8),
    backfill: 1,
  };
}
