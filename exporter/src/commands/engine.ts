import type { Logger } from 'pino';
import type { Config } from '#config/config.ts';
import type { PullResult } from '#pipeline/collect.ts';
import { type Collector, startCollector } from '#pipeline/collector.ts';
import type { ComputeSettings } from '#pipeline/compute.ts';
import { repeat } from '#pipeline/schedule.ts';
import { createSnapshots, type Snapshot } from '#pipeline/snapshot.ts';
import type { Source } from '#sources/source.ts';
import type { Database } from '#store/database.ts';
import { StoreError } from '#store/errors.ts';
import { createSources } from './open.ts';

/** Everything that hangs on one configuration: a reload stops one engine and starts another. */
export type Engine = {
  readonly config: Config;
  readonly sources: readonly Source[];
  readonly settings: ComputeSettings;
  readonly statuses: Collector['statuses'];
  /** Why there is nothing to show yet; undefined: ready. */
  readonly notReady: () => string | undefined;
  readonly stop: () => Promise<void>;
};

export type EngineOptions = {
  readonly config: Config;
  readonly database: Database;
  readonly now: () => number;
  readonly log: Logger;
  readonly onSnapshot: (snapshot: Snapshot) => void;
  /** Something that nobody foresaw: the process should end. */
  readonly onBug: (error: unknown) => void;
};

/** How often the store is asked whether facts changed, and after how many such looks time alone is reason enough to compute everything anew. */
const look = 2_000;
const looksPerMinute = 30;

/** Starts to collect and to compute. */
export async function startEngine({ config, database, now, log, onSnapshot, onBug }: EngineOptions): Promise<Engine> {
  const collected = createSources(config);
  const sources = collected.map(({ source }) => source);
  const settings: ComputeSettings = {
    windows: config.windows,
    options: { leadTimeFrom: config.leadTimeFrom, bots: config.bots, objectives: config.objectives },
  };
  const snapshots = createSnapshots({ database, sources, teams: config.teams, settings });
  let computed = false;
  let looks = 0;

  const collector = await startCollector({
    database,
    sources: collected,
    now,
    onPulled: (source, result) => {
      logPull(log, source, result);
      ticks.soon();
    },
    onStoreError: (source, error) => log.error({ source, reason: error.reason }, error.message),
    onBug,
  });
  const ticks = repeat(
    async () => {
      const allPulled = collector.waitingFor().length === 0;
      const everyTeam = !computed || looks++ % looksPerMinute === 0;
      try {
        if (await snapshots.update(now(), everyTeam)) onSnapshot(snapshots.current());
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
    notReady: () => {
      const waiting = collector.waitingFor();
      if (waiting.length > 0) return `the first pass is not over yet for: ${waiting.join(', ')}`;
      return computed ? undefined : 'the first numbers are being computed';
    },
    stop: async () => {
      await Promise.all([collector.stop(), ticks.stop()]);
    },
  };
}

function logPull(log: Logger, source: string, result: PullResult): void {
  if (result.outcome === 'failed') log.warn({ source, reason: result.error.reason }, result.error.message);
  else if (result.outcome === 'done' && result.facts > 0) {
    const { facts, skipped, unlinked } = result;
    log.info({ source, facts, skipped, ...(unlinked.length > 0 && { unlinked }) }, 'collected');
  }
}
