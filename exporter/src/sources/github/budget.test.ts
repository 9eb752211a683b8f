import { describe, expect, test } from '@jest/globals';
import { Budget, Budgets } from './budget.ts';
import { movedClock, never, start } from './server.fixture.ts';

const minute = 60_000;
const ask = { resource: 'core', reserve: 0.2, signal: never } as const;

describe('a budget', () => {
  test('keeps the reserve for others, and waits for the reset', async () => {
    const [budget, clock] = [new Budget(), movedClock()];
    budget.note('core', { limit: 5000, remaining: 1001, resetAt: start + 10 * minute });
    await budget.turn(ask, clock, () => Promise.resolve());
    expect(clock.slept).toEqual([]);
    budget.note('core', { limit: 5000, remaining: 1000, resetAt: start + 10 * minute });
    await budget.turn(ask, clock, () => Promise.resolve());
    expect(clock.slept).toEqual([10 * minute + 1000]);
    expect(clock.now()).toBeGreaterThan(start + 10 * minute);
  });

  test('of REST does not hold back GraphQL', async () => {
    const [budget, clock] = [new Budget(), movedClock()];
    budget.block('core', start + minute);
    expect(await budget.turn({ ...ask, resource: 'graphql' }, clock, () => Promise.resolve('sent'))).toBe('sent');
    expect(clock.slept).toEqual([]);
  });

  test('lets one request out at a time, in order', async () => {
    const budget = new Budget();
    const order: string[] = [];
    const slow = (name: string) => async () => {
      order.push(`${name} starts`);
      await new Promise((resolve) => setImmediate(resolve));
      order.push(`${name} ends`);
    };
    const clock = movedClock();
    await Promise.all(['a', 'b', 'c'].map((name) => budget.turn(ask, clock, slow(name))));
    expect(order).toEqual(['a', 'b', 'c'].flatMap((name) => [`${name} starts`, `${name} ends`]));
  });

  test('who waits in line looks again, as those before may have used the rest', async () => {
    const [budget, clock] = [new Budget(), movedClock()];
    const first = budget.turn(ask, clock, () => {
      budget.note('core', { limit: 5000, remaining: 0, resetAt: start + minute });
      return Promise.resolve(clock.now());
    });
    const second = budget.turn(ask, clock, () => Promise.resolve(clock.now()));
    expect(await first).toBe(start);
    expect(await second).toBe(start + minute + 1000);
  });

  test('a failed request gives the turn on, and an aborted one leaves the line', async () => {
    const [budget, clock] = [new Budget(), movedClock()];
    const controller = new AbortController();
    const reason = new Error('stopped');
    const failed = budget.turn(ask, clock, () => Promise.reject(new Error('lost')));
    const aborted = budget.turn({ ...ask, signal: controller.signal }, clock, () => Promise.resolve('no'));
    const last = budget.turn(ask, clock, () => Promise.resolve('sent'));
    controller.abort(reason);
    await expect(aborted).rejects.toBe(reason);
    await expect(failed).rejects.toThrow('lost');
    expect(await last).toBe('sent');
  });
});

test('one budget for each credential at each server', () => {
  const budgets = new Budgets();
  expect(budgets.of('https://a', 'token T')).toBe(budgets.of('https://a', 'token T'));
  expect(budgets.of('https://a', 'token T')).not.toBe(budgets.of('https://b', 'token T'));
  expect(budgets.of('https://a', 'token T')).not.toBe(budgets.of('https://a', 'app 1 2'));
});
