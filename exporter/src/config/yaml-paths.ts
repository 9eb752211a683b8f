import * as yaml from 'yaml';
import type { Path } from './problems.ts';

/** Offsets of a key and its value; of an absent one, those of the nearest parent that is there. */
export function find(document: yaml.Document, path: Path): { filled: boolean; key: number; value: number } {
  let node: unknown = document.contents;
  let place = { key: startOf(node) ?? 0, value: startOf(node) ?? 0 };
  for (const part of path) {
    const child = childOf(resolved(node, document), part, document);
    if (!child) return { filled: false, ...place };
    node = child.value;
    const key = child.key ?? place.key;
    place = { key, value: startOf(node) ?? key };
  }
  return { filled: !isEmpty(node), ...place };
}

type Child = { readonly key: number | undefined; readonly value: unknown };

function childOf(node: unknown, part: string | number, document: yaml.Document): Child | undefined {
  if (yaml.isSeq(node)) {
    const value = node.items[Number(part)];
    return value === undefined ? undefined : { key: startOf(value), value };
  }
  if (!yaml.isMap(node)) return undefined;
  // The last of twice given keys is the one that counts.
  const pair = node.items.findLast(({ key }) => keyText(key) === String(part));
  if (pair) return { key: startOf(pair.key), value: pair.value };
  for (const { key, value } of node.items) {
    if (keyText(key) !== '<<') continue;
    const merged = resolved(value, document);
    for (const source of yaml.isSeq(merged) ? merged.items : [merged]) {
      const found = childOf(resolved(source, document), part, document);
      if (found) return found;
    }
  }
  return undefined;
}

function resolved(node: unknown, document: yaml.Document): unknown {
  return yaml.isAlias(node) ? node.resolve(document) : node;
}

function isEmpty(node: unknown): boolean {
  return yaml.isScalar(node) && node.value === null;
}

function startOf(node: unknown): number | undefined {
  return yaml.isNode(node) ? node.range?.[0] : undefined;
}

function keyText(key: unknown): string | undefined {
  if (!yaml.isScalar(key)) return undefined;
  return typeof key.value === 'symbol' ? key.value.description : String(key.value);
}

/** The path of the innermost value around an offset. */
export function pathAt(node: unknown, offset: number): Path {
  if (yaml.isSeq(node)) {
    const index = node.items.findIndex((item) => around(item, item, offset));
    return index < 0 ? [] : [index, ...pathAt(node.items[index], offset)];
  }
  if (!yaml.isMap(node)) return [];
  const pair = node.items.find(({ key, value }) => around(key, value ?? key, offset));
  const key = keyText(pair?.key);
  return pair === undefined || key === undefined ? [] : [key, ...pathAt(pair.value, offset)];
}

function around(first: unknown, last: unknown, offset: number): boolean {
  const end = yaml.isNode(last) ? last.range?.[1] : undefined;
  return (startOf(first) ?? Infinity) <= offset && offset <= Math.max(end ?? 0, startOf(first) ?? 0);
}
