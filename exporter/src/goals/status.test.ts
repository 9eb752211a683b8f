import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { GoalStatus } from '#domain/goal.ts';
import { statusAsOf, statusHistory, weekStatus, type StatusInputs } from './status.ts';

const letters: Readonly<Record<GoalStatus, string>> = { no_data: '.', on_track: 'O', at_risk: 'R', off_track: 'X' };

/** Weeks written as chances in tenths (`9` is .90), `.` for a week with a silent source. */
function run(chances: string): string {
  const weeks = Array.from(chances).map((chance, index): StatusInputs => {
    const stale = chance === '.';
    return { at: index, weeks: 20 + index, stale, probability: stale ? 0.9 : Number(chance) / 10 };
  });
  return statusHistory(weeks)
    .map(({ status }) => letters[status])
    .join('');
}

describe('one week alone', () => {
  test.each([
    [0.95, 'on_track'],
    [0.7, 'on_track'],
    [0.699, 'at_risk'],
    [0.4, 'at_risk'],
    [0.399, 'off_track'],
    [0.05, 'off_track'],
    [0, 'off_track'],
  ] as const)('chance %d: %s', (probability, status) => {
    expect(weekStatus({ weeks: 12, stale: false, probability })).toBe(status);
  });

  test('below twelve weeks, with a silent source or no forecast: no data', () => {
    expect(weekStatus({ weeks: 11, stale: false, probability: 0.9 })).toBe('no_data');
    expect(weekStatus({ weeks: 50, stale: true, probability: 0.9 })).toBe('no_data');
    expect(weekStatus({ weeks: 50, stale: false })).toBe('no_data');
  });
});

describe('the state machine', () => {
  test.each([
    ['the first judgement holds at once', '9', 'O'],
    ['one week the other way changes nothing', '99599', 'OOOOO'],
    ['two weeks in a row do', '99559', 'OOORR'],
    ['back again takes two as well', '995599', 'OOORRO'],
    ['two worse weeks of different depth: the nearer of the two', '9952', 'OOOR'],
    ['and the deeper a week later, where it stays', '99522', 'OOORX'],
    ['two better weeks of different height: the nearer', '2259', 'XXXR'],
    ['a week above and a week below: nothing', '559255', 'RRRRRR'],
    ['alternating chances never flap', '9595959595', 'OOOOOOOOOO'],
    ['a silent source is said at once', '99.', 'OO.'],
    ['and what comes after it holds at once', '99.2', 'OO.X'],
    ['a silent week is not one of the two', '995.5', 'OOO.R'],
    ['no data at all', '...', '...'],
  ])('%s: %s', (_, chances, statuses) => {
    expect(run(chances)).toBe(statuses);
  });

  const chances = fc.string({ unit: fc.constantFrom(...Array.from('0123456789.')), minLength: 1, maxLength: 60 });

  test('a week depends on no later week', () => {
    fc.assert(
      fc.property(chances, fc.nat(60), (all, cut) => {
        const upTo = all.slice(0, cut);
        expect(run(all).slice(0, cut)).toBe(run(upTo));
      })
    );
  });

  test('every change follows two weeks that asked for it, or data that began or ended', () => {
    fc.assert(
      fc.property(chances, (all) => {
        const statuses = run(all);
        const order = 'XRO';
        const alone = run(Array.from(all).join('.'));
        for (let week = 1; week < all.length; week++) {
          const [from, to] = [statuses[week - 1] ?? '', statuses[week] ?? ''];
          if (from === to || from === '.' || to === '.') continue;
          const asked = [alone[2 * week - 2] ?? '', alone[2 * week] ?? ''].map((letter) => order.indexOf(letter));
          const held = order.indexOf(from);
          expect(asked.every((rank) => rank > held) || asked.every((rank) => rank < held && rank >= 0)).toBe(true);
        }
      })
    );
  });

  test('higher chances never give a worse status where they are steady', () => {
    const rank = (status: string): number => '.XRO'.indexOf(status);
    for (let chance = 1; chance < 10; chance++) {
      expect(rank(run(String(chance).repeat(3))[2] ?? '')).toBeGreaterThanOrEqual(
        rank(run(String(chance - 1).repeat(3))[2] ?? '')
      );
    }
  });
});

test('as of a time: the last week before it', () => {
  const history = [
    { at: 10, status: 'on_track' },
    { at: 20, status: 'at_risk' },
  ] as const;
  expect([9, 10, 19, 20, 99].map((time) => statusAsOf(history, time))).toEqual([
    'no_data',
    'on_track',
    'on_track',
    'at_risk',
    'at_risk',
  ]);
});
