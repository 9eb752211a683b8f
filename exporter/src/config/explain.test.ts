import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { explain, flatten } from './explain.ts';

function told(schema: z.ZodType, input: unknown): string[] {
  const { error } = schema.safeParse(input, { error: explain });
  return flatten(error?.issues ?? []).map(
    ({ path, message, key }) => `${key ? 'key ' : ''}${path.join('.')}: ${message}`
  );
}

test.each([
  [z.string(), undefined, 'is missing; it needs text'],
  [z.string(), null, 'is empty; it needs text'],
  [z.string(), 1, 'a number stands where text is needed; put it in quotes'],
  [z.string(), true, 'must be text, not true or false'],
  [z.number(), 'x', 'must be a number, not text'],
  [z.int(), 1.5, 'must be a whole number'],
  [z.boolean(), 'yes', 'must be true or false, not text'],
  [z.array(z.string()), {}, 'must be a list, not a map of keys'],
  [z.strictObject({}), [], 'must be a map of keys, not a list'],
  [z.enum(['a', 'b']), 'c', 'must be one of: a, b'],
  [z.enum(['a', 'b']), undefined, 'is missing; it needs one of: a, b'],
  [z.literal('merge'), 'c', 'must be merge, not text'],
  [z.string().min(1), '', 'must be at least 1 character'],
  [z.array(z.string()).min(2), ['a'], 'must be at least 2 entries'],
  [z.number().max(1), 2, 'must be at most 1'],
  [z.url(), 'x', 'must be an address, as in https://host/path'],
  [z.string().regex(/^v/), 'x', 'must be text of the form /^v/'],
  [z.string().refine(() => false, 'its own words'), 'x', 'its own words'],
])('%#: %j is explained', (schema, input, message) => {
  expect(told(schema, input)).toEqual([`: ${message}`]);
});

test('each unknown key has the nearest known one, and all of them', () => {
  expect(
    told(z.strictObject({ name: z.string(), branch: z.string() }), { nam: 1, name: 'a', branch: 'b', x: 1 })
  ).toEqual([
    'key nam: unknown key; did you mean "name"? allowed: name, branch',
    'key x: unknown key; allowed: name, branch',
  ]);
});

describe('of alternatives', () => {
  const byTags = z.strictObject({ tags: z.string(), scope: z.enum(['all', 'reachable']).optional() });
  const rule = z.union([byTags, z.strictObject({ every: z.literal('merge') })], { error: 'tags or every' });

  test('the one that was meant is explained from inside', () => {
    expect(told(z.strictObject({ rule }), { rule: { tags: 'v', scope: 'some' } })).toEqual([
      'rule.scope: must be one of: all, reachable',
    ]);
    expect(told(rule, { every: 'day' })).toEqual(['every: must be merge, not text']);
  });

  test('none is guessed where several were likely meant, or nothing fits', () => {
    expect(told(rule, { evry: 'merge' })).toEqual([': tags or every']);
    expect(told(rule, 'tags')).toEqual([': tags or every']);
  });

  test('the types are told where the schema has no words of its own', () => {
    expect(told(z.union([z.literal(0), z.string()]), 12)).toEqual([': must be 0 or text, not a number']);
    expect(told(z.union([z.string(), byTags]), [])).toEqual([': must be text or a map of keys, not a list']);
    expect(told(z.union([z.string().min(3), byTags]), 'a')).toEqual([': must be at least 3 characters']);
  });
});
