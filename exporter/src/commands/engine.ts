import type { Logger } from 'pino';
import { knownValues } from '#benchmarks/known-values.ts';
import type { Config } from '#config/config.ts';
import type { PullResult } from '#pipeline/collect.ts';
import { type Collector, startCollector } from '#pipeline/collector.ts';
import type { ComputeSettings, MeasureRow } from '#pipeline/compute.ts';
import { goalReadings, readingsInterval, type ReadingsResult } from '#pipeline/goal-readings.ts';
import { linkRepositories } from '#pipeline/link.ts';
import { type Receipt, receiveDelivery } from '#pipeline/receive.ts';
import { createConclusions } from '#pipeline/conclude.ts';
import type { TeamConclusions } from '#pipeline/conclude-team.ts';
import { repeat } from '#pipeline/schedule.ts';
import { createSnapshots, type Snapshot } from '#pipeline/snapshot.ts';
import { askDaily } from '#sources/prometheus/client.ts';
import type { Delivery, Source } from '#sources/source.ts';
import type { Database } from '#store/database.ts';
import { StoreError } from '#store/errors.ts';
import { recordRevisions } from '#store/goal-revisions.ts';
import { settingsOf } from './configuration.ts';
import { createSources } from './open.ts';

/** Everything that hangs on one configuration: a reload stops one engine and starts another. */
export type Engine = {
  readonly config: Config;
  readonly sources: readonly Source[];
  readonly settings: ComputeSettings;
  readonly statuses: Collector['statuses'];
  /** Why there is nothing to show yet; undefined: ready. */
  readonly notReady: () => string | undefined;
  /** The newest numbers of all teams. */
  readonly rows: () => readonly MeasureRow[];
  /** Undefined: not concluded yet. */
  readonly conclusions: (team: string) => TeamConclusions | undefined;
  /** An entry of a team was written: what depends on it is concluded anew, soon. */
  readonly recorded: (team: string) => void;
  /** A webhook for the sources of a type: stored when it resolves, in the numbers soon after. */
  readonly receive: (type: string, delivery: Delivery) => Promise<Receipt>;
  readonly stop: () => Promise<void>;
};

export type EngineOptions = {
  readonly config: Config;
  readonly database: Database;
  readonly now: () => number;
  readonly log: Logger;
  readonly onSnapshot: (snapshot: Snapshot) => void;
  readonly onConclusions: (conclusions: readonly TeamConclusions[]) => void;
  /** Something that nobody foresaw: the process should end. */
  readonly onBug: (error: unknown) => void;
};

/** How often the store is asked whether facts changed, and after how many such looks time alone is reason enough to compute everything anew. */
const look = 2_000;
const looksPerMinute = 30;
/** A pull that takes longer than this many milliseconds says how far it is, as often. */
const minute = 60_000;

/** Starts to collect and to compute. */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  const { config, database, now, log, onSnapshot, onConclusions, onBug } = options;
  const collected = createSources(config);
  const sources = collected.map(({ source }) => source);
  const settings = settingsOf(config);
  await recordRevisions(database, config.goals, now());
  const conclusions = createConclusions({
    database,
    sources,
    teams: config.teams,
    settings,
    goals: config.goals,
    objectives: config.objectives,
    benchmarks: knownValues,
  });
  const snapshots = createSnapshots({ database, sources, teams: config.teams, settings });
  let computed = false;
  let looks = 0;
  /** What deliveries changed since it was linked last. */
  const delivered = new Map<Source, Set<string>>();
  const toldAt = new Map<string, number>();

  const collector = await startCollector({
    database,
    sources: collected,
    now,
    onProgress: (source, { done, total, facts, finishesAt }) => {
      const told = toldAt.get(source);
      if (told === undefined || now() - told >= minute) toldAt.set(source, now());
      if (told === undefined || now() - told < minute) return;
      const left = finishesAt === undefined ? {} : { seconds_left: Math.round((finishesAt - now()) / 1000) };
      log.info({ source, done, total, facts, ...left }, 'collecting');
    },
    onPulled: (source, result) => {
      toldAt.delete(source);
      logPull(log, source, result);
      ticks.soon();
    },
    onStoreError: (source, error) => log.error({ source, reason: error.reason }, error.message),
    onBug,
  });
  const [prometheus] = config.prometheus;
  const read = prometheus && goalReadings(database, config.goals, (...asked) => askDaily(prometheus, ...asked), now);
  const readers =
    read &&
    repeat(
      async (signal) => {
        for (const result of await read(signal)) {
          logReadings(log, result);
          for (const goal of config.goals) if (result.goals.includes(goal.id)) conclusions.outdated(goal.team);
        }
      },
      readingsInterval,
      onBug
    );
  const ticks = repeat(
    async () => {
      const allPulled = collector.waitingFor().length === 0;
      const everyTeam = !computed || looks++ % looksPerMinute === 0;
      try {
        for (const [source, repositories] of [...delivered]) {
          delivered.delete(source);
          try {
            await linkRepositories(database, source, repositories);
          } catch (error) {
            deliveredTo(delivered, source, repositories);
            throw error;
          }
        }
        if (await snapshots.update(now(), everyTeam)) onSnapshot(snapshots.current());
        if (allPulled && (await conclusions.update(now()))) {
          onConclusions(config.teams.flatMap(({ team }) => conclusions.of(team) ?? []));
        }
        computed ||= allPulled;
      } catch (error) {
        if (!(error instanceof StoreError)) throw error;
        log.error({ reason: error.reason }, error.message);
      }
    },
    look,
    onBug
  );

  return {
    config,
    sources,
    settings,
    statuses: collector.statuses,
    rows: () => snapshots.current().measures,
    conclusions: conclusions.of,
    recorded: (team) => {
      conclusions.outdated(team);
      ticks.soon();
    },
    notReady: () => {
      const waiting = collector.waitingFor();
      if (waiting.length > 0) return `the first pass is not over yet for: ${waiting.join(', ')}`;
      return computed ? undefined : 'the first numbers are being computed';
    },
    receive: async (type, delivery) => {
      const takers = collected.filter((entry) => entry.type === type).map(({ source }) => source);
      const { receipt, received } = await receiveDelivery(database, takers, delivery);
      for (const { source, facts, repositories, due } of received) {
        if (due) collector.soon(source.name);
        if (facts === 0) continue;
        deliveredTo(delivered, source, repositories);
        log.info({ source: source.name, facts }, 'received');
      }
      if (received.length > 0) ticks.soon();
      return receipt;
    },
    stop: async () => {
      await Promise.all([collector.stop(), readers?.stop(), ticks.stop()]);
    },
  };
}

function deliveredTo(delivered: Map<Source, Set<string>>, source: Source, repositories: ReadonlySet<string>): void {
  delivered.set(source, new Set([...(delivered.get(source) ?? []), ...repositories]));
}

function logReadings(log: Logger, result: ReadingsResult): void {
  const { goals } = result;
  if (result.outcome === 'failed') log.warn({ goals, reason: result.error.reason }, result.error.message);
  else if (result.readings > 0)
    log.info({ goals, readings: result.readings, left_out: result.leftOut }, 'read by PromQL');
}

function logPull(log: Logger, source: string, result: PullResult): void {
  if (result.outcome === 'failed') log.warn({ source, reason: result.error.reason }, result.error.message);
  else if (result.outcome === 'done' && result.facts > 0) {
    const { facts, skipped, unlinked } = result;
    log.info({ source, facts, skipped, ...(unlinked.length > 0 && { unlinked }) }, 'collected');
  }
}
