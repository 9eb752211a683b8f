import { Presets, SingleBar } from 'cli-progress';
import { pullSource } from '#pipeline/collect.ts';
import { pace } from '#pipeline/pace.ts';
import { configuration, configurationFile } from './configuration.ts';
import { createSources, openForWriting } from './open.ts';

/** One full pass over every source, one after the other. Exit code 1 if one failed; what was collected is kept. */
export async function collect(named: string | undefined, now: () => number): Promise<number> {
  const config = configuration(configurationFile(named));
  const database = await openForWriting(config);
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  process.once('SIGINT', abort).once('SIGTERM', abort);
  let failed = 0;
  try {
    for (const { source } of createSources(config)) {
      if (controller.signal.aborted) break;
      const show = progress(source.name, now);
      const result = await pullSource(database, source, { now, signal: controller.signal, onProgress: show.progress });
      show.end();
      if (result.outcome === 'done')
        process.stdout.write(
          `${source.name}: ${result.facts} facts${result.skipped > 0 ? `, ${result.skipped} skipped` : ''}\n`
        );
      else {
        failed++;
        process.stderr.write(
          `${source.name}: ${result.outcome === 'failed' ? result.error.message : unfinished[result.outcome]}\n`
        );
      }
    }
  } finally {
    process.off('SIGINT', abort).off('SIGTERM', abort);
    await database.close();
  }
  return failed > 0 || controller.signal.aborted ? 1 : 0;
}

const unfinished = {
  aborted: 'stopped before its end; what was collected is kept, the next pass goes on from there',
  busy: 'another process is collecting it just now',
};

type Progress = {
  readonly progress: (step: { done: number; total: number; facts: number }) => void;
  readonly end: () => void;
};

/** A bar with an ETA on a terminal, a line a step elsewhere. */
function progress(name: string, now: () => number): Progress {
  if (!process.stderr.isTTY) {
    const finish = pace();
    return {
      progress: ({ done, total, facts }) => {
        const at = now();
        const finishesAt = finish({ done, total }, at);
        const left = finishesAt === undefined ? '' : `, ${Math.round((finishesAt - at) / 1000)} s left`;
        process.stdout.write(`${name}: ${done} of ${total}, ${facts} facts${left}\n`);
      },
      end: () => undefined,
    };
  }
  const bar = new SingleBar(
    { format: `${name} {bar} {percentage}% | {value} of {total} | {eta_formatted} left`, hideCursor: true },
    Presets.shades_classic
  );
  let started = false;
  return {
    progress: ({ done, total }) => {
      if (!started) bar.start(total, done);
      started = true;
      bar.setTotal(total);
      bar.update(done);
    },
    end: () => {
      if (started) bar.stop();
    },
  };
}
