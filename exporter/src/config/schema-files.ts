import type { SourceType } from '#sources/source.ts';
import { goalsJsonSchema } from './goal-form.ts';
import { jsonSchema } from './schema.ts';

/** The JSON schemas that editors read, by file name: `# yaml-language-server: $schema=…` names one. */
export function schemaFiles(types: readonly SourceType[]): Readonly<Record<string, string>> {
  const text = (title: string, schema: object): string => `${JSON.stringify({ title, ...schema }, null, 2)}\n`;
  return {
    'goals.schema.json': text('Goals of Waymark', goalsJsonSchema()),
    'waymark.schema.json': text('The configuration of Waymark', jsonSchema(types)),
  };
}
