import { once, EventEmitter } from 'node:events';
import { expect, test } from '@jest/globals';
import { repeat } from './schedule.ts';

const noBug = (error: unknown): void => {
  throw error;
};

test('a job runs at once, and once more when asked during a run, never twice at the same time', async () => {
  const events = new EventEmitter();
  const finish: (() => void)[] = [];
  let active = 0;
  let most = 0;
  const job = repeat(
    async () => {
      most = Math.max(most, ++active);
      await new Promise<void>((done) => finish.push(done));
      active--;
      setImmediate(() => events.emit('ended'));
    },
    3_600_000,
    noBug
  );
  job.soon();
  job.soon();
  expect(finish).toHaveLength(1);
  const first = once(events, 'ended');
  finish[0]?.();
  await first;
  expect(finish).toHaveLength(2);
  const second = once(events, 'ended');
  finish[1]?.();
  await second;
  expect(finish).toHaveLength(2);
  expect(most).toBe(1);
  await job.stop();
});

test('it repeats after the interval, and stop waits for the run under way and ends it by its signal', async () => {
  const events = new EventEmitter();
  let runs = 0;
  let ended = false;
  const job = repeat(
    async (signal) => {
      if (++runs < 3) return;
      events.emit('third');
      await once(signal, 'abort');
      ended = true;
    },
    1,
    noBug
  );
  await once(events, 'third');
  await job.stop();
  expect(ended).toBe(true);
  job.soon();
  expect(runs).toBe(3);
});
