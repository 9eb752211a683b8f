import { expect, test } from '@jest/globals';
import { day } from '#domain/window.ts';
import { gapsMethod, gapsOf } from './gaps.ts';
import { watch } from './watch.ts';

const era = { at: -Infinity, from: -Infinity, to: Infinity };
/** Every five to nine days. */
const usual = Array.from({ length: 30 }, (_, index) => index * 7 * day + (index % 3) * day);
const last = usual.at(-1) ?? NaN;
const seen = (until: number, at = usual) => watch(gapsOf(at, until), era, gapsMethod(1));

test('the time since the last event is one, too, but for none before it', () => {
  expect(gapsOf([day, 3 * day], 4 * day).map(({ from, to, open }) => [from / day, to / day, open])).toEqual([
    [1, 3, false],
    [3, 4, true],
  ]);
  expect(gapsOf([], 4 * day)).toEqual([]);
});

test('a silence is an alarm from the moment on at which it is too long, whenever one looks', () => {
  const first = Array.from({ length: 60 }, (_, days) => days).find(
    (days) => seen(last + days * day).findings.length > 0
  );
  expect(first).toBeGreaterThan(9);
  const [finding] = seen(last + (first ?? NaN) * day).findings;
  expect(finding).toMatchObject({ rule: 'gap', side: -1, since: last });
  expect(finding?.seenAt).toBeGreaterThan(last + ((first ?? NaN) - 1) * day);
  const ended = [...usual, last + 50 * day];
  expect(seen(last + 51 * day, ended).findings[0]?.seenAt).toBe(finding?.seenAt);
});

test('that the last event was only just now does not mean that they come more often', () => {
  expect(seen(last + 60_000).findings).toEqual([]);
});

test('many in a short time are more often', () => {
  const burst = Array.from({ length: 12 }, (_, index) => last + (index + 1) * 3_600_000);
  const { findings } = seen(last + day, [...usual, ...burst]);
  expect(findings[0]).toMatchObject({ rule: 'gap', side: 1, since: last });
  expect(findings[0]?.after).toBeGreaterThan(10);
});
