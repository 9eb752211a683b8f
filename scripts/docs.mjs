/**
 * Writes docs/configuration.md from the schema of the configuration and docs/measures.md from the catalog. With --check
 * nothing is written: what differs is named, and the exit code is 1. Needs a build.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { catalog } from '../exporter/dist/catalog/catalog.js';
import { root } from './prepare.mjs';

const schema = (name) => JSON.parse(readFileSync(join(root, 'docs/schema', name), 'utf8'));
const pages = {
  'configuration.md': configuration(),
  'measures.md': measures(),
};

const different = [];
for (const [name, text] of Object.entries(pages)) {
  const path = join(root, 'docs', name);
  const made = await format(text, { ...(await resolveConfig(path)), filepath: path });
  if (!process.argv.includes('--check')) writeFileSync(path, made);
  else if (read(path) !== made) different.push(name);
}
for (const name of different) process.stderr.write(`docs/${name} is not what its source makes: run npm run docs\n`);
process.exitCode = different.length > 0 ? 1 : 0;

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function configuration() {
  const { properties } = schema('waymark.schema.json');
  const { sources, ...others } = properties;
  return `# Configuration

One YAML file; made from its schema ([waymark.schema.json](schema/waymark.schema.json), which editors can use). An unknown
key is an error, and \`waymark check\` tells every problem at once, with line and column. Secrets are never in the file: a
key that takes one ends in \`_env\` (the name of an environment variable) or \`_file\` (a file that holds it).

${table(Object.entries(others).flatMap(([key, one]) => keys(key, key === 'goals' ? { ...one, anyOf: [{ type: 'string' }, { type: 'array' }] } : one)))}

## Sources

Each entry of \`sources\` is one of these; its first key says which.

${kinds(sources.items).map(source).join('\n\n')}

## A goal

In \`goals\`, as a list or in files of their own; how goals are meant is told in [goals.md](goals.md).

${table(goalKeys())}
`;
}

function source({ properties, required = [] }) {
  const [name] = required;
  return `### \`${name}\`\n\n${table(Object.entries(properties).flatMap(([key, one]) => keys(key, one, required.includes(key))))}`;
}

function goalKeys() {
  const found = schema('goals.schema.json');
  const [goal] = kinds(found.items ?? found).map((one) => one.items ?? one);
  return Object.entries(goal.properties).flatMap(([key, one]) => keys(key, one, goal.required?.includes(key)));
}

/** The rows of a key: its own, or those of the keys in it. */
function keys(path, one, required = false) {
  const variants = kinds(one);
  const objects = variants.flatMap((variant) => {
    if (variant.type === 'object' && variant.properties) return [[path, variant]];
    const [item] =
      variant.type === 'array' && variant.items ? kinds(variant.items).filter(({ properties }) => properties) : [];
    return item ? [[`${path}[]`, item]] : [];
  });
  const plain = variants.filter(
    ({ type, items, properties }) => !properties && !(type === 'array' && items?.properties)
  );
  const own = plain.length > 0 || one.description ? [row(path, one, plain, required)] : [];
  const inner = objects.flatMap(([prefix, object]) =>
    Object.entries(object.properties).flatMap(([key, value]) =>
      keys(`${prefix}.${key}`, value, object.required?.includes(key))
    )
  );
  const known = new Map([...own, ...inner].map((found) => [found[0], found]));
  return [...known.values()];
}

function kinds(one) {
  return one.anyOf ?? one.oneOf ?? [one];
}

function row(path, one, variants, required) {
  const fallback = one.default !== undefined ? code(one.default) : required ? 'required' : '';
  const allowed = [...new Set(variants.map(type))].filter(Boolean).join(', or ');
  const words = one.description ?? variants.map(({ description }) => description).find(Boolean) ?? '';
  return [`\`${path}\``, allowed, fallback, words];
}

function type({ type, enum: values, const: constant, items, minimum, maximum }) {
  if (constant !== undefined) return code(constant);
  if (values) return values.map(code).join(', ');
  if (type === 'array') return `a list${items?.type && items.type !== 'object' ? ` of ${items.type}s` : ''}`;
  if (type === 'number' || type === 'integer') return [type, range(minimum, maximum)].filter(Boolean).join(' ');
  return [type].flat().filter(Boolean).join(' or ');
}

function range(least, most) {
  const high = most !== undefined && most < Number.MAX_SAFE_INTEGER ? `to ${most}` : '';
  return [least === undefined || least < Number.MIN_SAFE_INTEGER / 2 ? '' : `from ${least}`, high]
    .filter(Boolean)
    .join(' ');
}

function code(value) {
  return `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
}

function table(rows, head = ['key', 'takes', 'default', 'what it is']) {
  const line = (cells) =>
    `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function measures() {
  const all = catalog({ objectives: [] });
  const rows = all.map(({ name, title, family, unit, better, guardrail }) => [
    `[${title}](#${title
      .toLowerCase()
      .replaceAll(/[^a-z0-9 -]/g, '')
      .replaceAll(' ', '-')})`,
    code(name),
    code(family),
    unit.replaceAll('_', ' '),
    better,
    guardrail,
  ]);
  const texts = all.map(
    ({ title, definition, why, how_to_read, ask_next }) =>
      `## ${title}\n\n${definition}\n\n**Why it matters.** ${why}\n\n**How to read it.** ${how_to_read}\n\n**What to ask next.** ${ask_next}`
  );
  return `# Measures

Made from the catalog, which \`GET /api/v1/catalog\` gives as well. Every value is of one team, comes with the number of
things it is counted from (\`waymark_samples\`) and, where it can, with an interval (\`waymark_interval\`). What
“better” means is which way a goal would go; where it is “neither”, the number describes and does not judge.

${table(rows, ['measure', 'name', 'family', 'unit', 'better', 'what to watch beside it'])}

${texts.join('\n\n')}
`;
}
