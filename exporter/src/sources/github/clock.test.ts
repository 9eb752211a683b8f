import { expect, test } from '@jest/globals';
import { abortable, systemClock } from './clock.ts';

test('a sleep ends at once with the reason of its signal', async () => {
  const controller = new AbortController();
  const reason = new Error('stopped');
  const slept = systemClock.sleep(3_600_000, controller.signal);
  controller.abort(reason);
  await expect(slept).rejects.toBe(reason);
  await expect(systemClock.sleep(1, controller.signal)).rejects.toBe(reason);
});

test('a promise is as it was while nothing is aborted', async () => {
  const { signal } = new AbortController();
  expect(await abortable(Promise.resolve(1), signal)).toBe(1);
  await expect(abortable(Promise.reject(new Error('lost')), signal)).rejects.toThrow('lost');
  await systemClock.sleep(1, signal);
});
