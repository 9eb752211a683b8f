import { describe, expect, test } from '@jest/globals';
import { limitOf, rateOf, resetTime } from './limits.ts';

const now = Date.UTC(2026, 2, 1);
const seconds = (time: number) => String(time / 1000);
const minute = 60_000;
const hour = 60 * minute;

describe('a reset', () => {
  test.each([
    ['in ten minutes', seconds(now + 10 * minute), now + 10 * minute],
    ['in milliseconds', String(now + 10 * minute), now + 10 * minute],
    ['beyond an hour', seconds(now + 5 * hour), now + hour],
    ['beyond 2^31 seconds', '4102444800000000', now + hour],
    ['in the past', seconds(now - hour), now + minute],
    ['now', seconds(now), now + minute],
    ['no number', 'soon', now + minute],
    ['missing', undefined, now + minute],
  ])('%s', (_, header, expected) => {
    expect(resetTime(header, now)).toBe(expected);
  });
});

describe('a limit', () => {
  const reset = { 'x-ratelimit-reset': seconds(now + 20 * minute) };
  const used = { 'x-ratelimit-remaining': '0', ...reset };
  const left = { 'x-ratelimit-remaining': '4000', ...reset };
  const secondary = { message: 'You have exceeded a secondary rate limit.' };
  const abuse = { message: 'You have triggered an abuse detection mechanism.' };
  const graphql = (error: object) => ({ data: null, errors: [error] });

  test.each([
    ['primary as 403, whatever the words', 403, used, { message: 'no' }, 20 * minute, true],
    ['primary as 429', 429, used, {}, 20 * minute, true],
    ['secondary with seconds', 403, { ...left, 'retry-after': '30' }, secondary, 30_000, false],
    ['secondary with a date', 403, { 'retry-after': new Date(now + 90_000).toUTCString() }, secondary, 90_000, false],
    ['secondary told by its words', 403, left, secondary, minute, false],
    ['the old words', 403, {}, abuse, minute, false],
    ['429 with no words', 429, { 'retry-after': '5' }, { message: 'slow down' }, 5000, false],
    ['429 with nothing', 429, {}, {}, minute, false],
    ['429 with a date gone by', 429, { 'retry-after': new Date(now - 1e6).toUTCString() }, {}, minute, false],
    ['429 for a day', 429, { 'retry-after': '86400' }, {}, 65 * minute, false],
    ['GraphQL primary', 200, used, graphql({ type: 'RATE_LIMITED', message: '' }), 20 * minute, true],
    ['GraphQL secondary', 200, left, graphql(secondary), minute, false],
    ['GraphQL secondary by another name', 200, left, graphql({ type: 'RATE_LIMITED', ...secondary }), minute, false],
  ])('%s', (_, status, headers, data, wait, primary) => {
    expect(limitOf({ status, headers, data }, now, 0)).toEqual({ until: now + wait, primary });
  });

  test('without a header each try waits twice as long, an hour at most', () => {
    const waits = [0, 1, 2, 6, 20].map((tries) => limitOf({ status: 429, headers: {}, data: '' }, now, tries)?.until);
    expect(waits).toEqual([1, 2, 4, 60, 60].map((minutes) => now + minutes * minute));
  });

  test.each([
    ['a permission', 403, left, { message: 'Resource not accessible by integration' }],
    ['a page', 200, used, { data: {} }],
    ['a list', 200, used, []],
    ['a GraphQL error', 200, left, graphql({ type: 'NOT_FOUND', message: 'no' })],
    ['HTML', 503, { 'retry-after': '5' }, '<html>'],
  ])('%s is none', (_, status, headers, data) => {
    expect(limitOf({ status, headers, data }, now, 0)).toBeUndefined();
  });
});

test('a budget is read where the server has one', () => {
  const reset = seconds(now + minute);
  const headers = { 'x-ratelimit-limit': '5000', 'x-ratelimit-remaining': '4999', 'x-ratelimit-reset': reset };
  const rate = { limit: 5000, remaining: 4999, resetAt: now + minute };
  expect(rateOf({ headers, data: '' }, now)).toEqual(rate);
  const rateLimit = { cost: 1, limit: 5000, remaining: 4999, resetAt: new Date(now + minute).toISOString() };
  expect(rateOf({ headers: {}, data: { data: { rateLimit } } }, now)).toEqual(rate);
  expect(rateOf({ headers: {}, data: { data: { rateLimit: null } } }, now)).toBeUndefined();
});
