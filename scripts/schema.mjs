/** Writes the JSON schemas of the configuration for editors; a test says when they are not up to date. Needs a build. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { schemaFiles } from '../exporter/dist/config/schema-files.js';
import { sourceTypes } from '../exporter/dist/sources/index.js';
import { root } from './prepare.mjs';

const directory = join(root, 'docs', 'schema');
mkdirSync(directory, { recursive: true });
for (const [name, text] of Object.entries(schemaFiles(sourceTypes))) writeFileSync(join(directory, name), text);
