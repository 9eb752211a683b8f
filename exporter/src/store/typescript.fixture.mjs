/** `node --import` this, and a child process runs the TypeScript of the house as the tests do, unbuilt. */
import { readFile } from 'node:fs/promises';
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';
import { isMainThread } from 'node:worker_threads';
import { transform } from '@swc/core';

// The hooks below run on a thread of their own, which loads this file too.
if (isMainThread) register(import.meta.url);

const rooms = new URL('../', import.meta.url);

export function resolve(specifier, context, next) {
  return next(specifier.startsWith('#') ? new URL(specifier.slice(1), rooms).href : specifier, context);
}

export async function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context);
  const options = {
    jsc: { target: 'es2023', parser: { syntax: 'typescript' } },
    module: { type: 'es6' },
    swcrc: false,
  };
  const { code } = await transform(await readFile(fileURLToPath(url), 'utf8'), options);
  return { format: 'module', source: code, shortCircuit: true };
}
