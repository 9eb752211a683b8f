import { z } from 'zod';
import type { SourceType } from '#sources/source.ts';
import { explain, flatten } from './explain.ts';
import { nearest } from './nearest.ts';
import { notBoth, secretReference } from './secrets.ts';

/** A Prometheus server that answers the PromQL of goals; it gives no facts, so it is no source type. */
export const prometheus = z
  .strictObject({
    prometheus: z
      .url({ protocol: /^https?$/, error: () => 'must be an address, as in http://prometheus:9090' })
      .refine(
        (url) => !URL.canParse(url) || new URL(url).password === '',
        'a password never stands here: use token_env'
      ),
    name: z.string().min(1).exactOptional(),
    ...secretReference('token'),
  })
  .superRefine(notBoth('token'));

export type SourceEntry =
  | {
      readonly kind: 'source';
      readonly name: string;
      readonly repositories: readonly string[];
      readonly type: SourceType;
      readonly configuration: unknown;
    }
  | { readonly kind: 'prometheus'; readonly name: string; readonly server: z.output<typeof prometheus> };

/** One entry of `sources:`, read by the type whose key it holds. */
export function sourceEntry(types: readonly SourceType[]) {
  const known = [...types.map(({ key }) => key), 'prometheus'];
  return z.record(z.string(), z.unknown()).transform((entry, context): SourceEntry => {
    const keys = known.filter((key) => Object.hasOwn(entry, key));
    const [key] = keys;
    if (key === undefined || keys.length > 1) {
      context.addIssue(
        key === undefined
          ? unknownKind(Object.keys(entry), known)
          : `is ${keys.join(' and ')} at once; give each its own entry`
      );
      return z.NEVER;
    }
    const type = types.find((candidate) => candidate.key === key);
    const result = (type?.schema ?? prometheus).safeParse(entry, { error: explain });
    if (!result.success) {
      for (const { path, message, key } of flatten(result.error.issues)) {
        context.addIssue({ code: 'custom', path: [...path], message, params: { key } });
      }
      return z.NEVER;
    }
    return type ? described(type, result.data) : named(prometheus.parse(entry));
  });
}

function described(type: SourceType, configuration: unknown): SourceEntry {
  return { kind: 'source', ...type.describe(configuration), type, configuration };
}

function named(server: z.output<typeof prometheus>): SourceEntry {
  return { kind: 'prometheus', name: server.name ?? new URL(server.prometheus).host, server };
}

function unknownKind(keys: readonly string[], known: readonly string[]): string {
  const list = `a source starts with one of: ${known.join(', ')}`;
  const [hint] = keys.map((key) => nearest(key, known)).filter((meant) => meant !== undefined);
  return hint === undefined ? list : `${list}; did you mean ${hint}?`;
}
