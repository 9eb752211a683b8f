import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from '@jest/globals';
import { files } from './files.ts';

test('dist/ is what its source makes: else run npm run provisioning', () => {
  const dist = join(import.meta.dirname, '../dist');
  const there = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dist, join(entry.parentPath, entry.name)));
  expect(there.sort()).toEqual(
    files()
      .map(({ path }) => path)
      .sort()
  );
  for (const { path, text } of files()) expect(readFileSync(join(dist, path), 'utf8')).toBe(text);
});
