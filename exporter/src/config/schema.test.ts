import { expect, test } from '@jest/globals';
import { configSchema, jsonSchema } from './schema.ts';
import { gitType, githubType } from './source-types.fixture.ts';

const schema = configSchema([gitType]);
const accepts = (section: object): boolean => schema.safeParse(section).success;

test.each([
  ['UTC', true],
  ['Europe/Berlin', true],
  ['Asia/Kathmandu', true],
  ['+02:00', false],
  ['Mars/Olympus', false],
  ['', false],
])('time zone "%s": %s', (zone, expected) => {
  expect(accepts({ time_zone: zone })).toBe(expected);
});

test.each([
  ['checkout', true],
  ['Équipe 1', true],
  ['a.b_c-d', true],
  ['x'.repeat(63), true],
  ['x'.repeat(64), false],
  ['', false],
  [' checkout', false],
  ['checkout ', false],
  ['a/b', false],
  ['a"b', false],
  ['a\nb', false],
])('team "%s": %s', (team, expected) => {
  expect(accepts({ teams: [{ team, owns: [{ repository: 'a' }] }] })).toBe(expected);
});

test.each([
  ['services/**', true],
  ['*.md', true],
  ['.github/**', true],
  ['/services', false],
  ['./services', false],
  ['../services', false],
  ['', false],
])('path "%s": %s', (path, expected) => {
  expect(accepts({ teams: [{ team: 'a', owns: [{ repository: 'a', paths: [path] }] }] })).toBe(expected);
});

test.each([
  ['./data', true],
  ['postgres://host/db', true],
  ['postgresql://user@host:5432/db?sslmode=require', true],
  [{ url_env: 'DATABASE' }, true],
  ['postgres://user:word@host/db', false],
  ['mongodb://host/db', false],
  [{}, false],
  [{ url: 'postgres://host/db' }, false],
])('storage %j: %s', (storage, expected) => {
  expect(accepts({ storage })).toBe(expected);
});

test('windows keep their name and know their length', () => {
  expect(schema.parse({ windows: ['24h', '13w'] }).windows).toEqual([
    { name: '24h', length: 86_400_000 },
    { name: '13w', length: 91 * 86_400_000 },
  ]);
  expect(accepts({ windows: [] })).toBe(false);
  expect(accepts({ windows: ['0d'] })).toBe(false);
});

test('the JSON schema describes the YAML as people write it, with every kind of source', () => {
  const json = jsonSchema([gitType, githubType]);
  expect(json).toMatchObject({
    type: 'object',
    additionalProperties: false,
    properties: {
      listen: { type: 'string', default: '127.0.0.1:9790' },
      windows: { type: 'array', items: { type: 'string' }, default: ['7d', '28d', '90d'] },
      bots: { enum: ['in', 'out'], default: 'out' },
      teams: { items: { required: ['team', 'owns'], properties: { load_limit: { type: 'integer' } } } },
      sources: {
        items: {
          anyOf: [{ required: ['git', 'repository'] }, { required: ['github'] }, { required: ['prometheus'] }],
        },
      },
    },
  });
  expect(json).not.toHaveProperty('required');
});

test('no objective may have the name of what serves none', () => {
  expect(accepts({ objectives: [{ objective: 'linked', title: 't' }] })).toBe(true);
  expect(accepts({ objectives: [{ objective: 'unlinked', title: 't' }] })).toBe(false);
});
