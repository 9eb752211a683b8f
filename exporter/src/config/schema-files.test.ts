import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { sourceTypes } from '#sources/index.ts';
import { goalsJsonSchema } from './goal-form.ts';
import { schemaFiles } from './schema-files.ts';

const files = schemaFiles(sourceTypes);

test.each(Object.keys(files))('docs/schema/%s is up to date; else: npm run build && npm run schema', (name) => {
  const written = readFileSync(join(import.meta.dirname, '../../../docs/schema', name), 'utf8');
  expect(JSON.parse(written)).toEqual(JSON.parse(files[name] ?? ''));
});

test('a goal is asked for its reason first', () => {
  const goal = { required: ['why', 'id', 'team', 'objective', 'target', 'start', 'due'], type: 'object' };
  expect(goalsJsonSchema()).toMatchObject({ anyOf: [{ type: 'array', items: goal }, goal] });
});
