import { z } from 'zod';

/** A time in milliseconds since 1970. */
export const time = z.string().transform((text, context) => {
  const parsed = Date.parse(text);
  if (!Number.isNaN(parsed)) return parsed;
  context.addIssue('is no time');
  return z.NEVER;
});

/** Ids outgrow 32 bits and, some day, what a number holds: kept as text. */
export const id = z.union([z.string(), z.number(), z.bigint()]).transform(String);

/** Whoever did it, in memory only. A deleted account is null. */
export const actor = z.object({ __typename: z.string(), login: z.string() }).nullable();
export type Actor = z.output<typeof actor>;

/** What GitHub leaves out of a list (a null where the credential may not look) is counted by the errors beside it. */
function present<Node>(nodes: readonly (Node | null)[]): Node[] {
  return nodes.filter((node) => node !== null);
}

/** A GraphQL connection, read leniently: just the fields that are asked for. */
export function connection<Node extends z.ZodType>(node: Node) {
  return z.object({
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
    nodes: z.array(node.nullable()).transform((nodes) => present<z.output<Node>>(nodes)),
  });
}

/** One that also tells how many there are in all. */
export function countedConnection<Node extends z.ZodType>(node: Node) {
  return connection(node).extend({ totalCount: z.int() });
}

export type Connection<Node> = {
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  nodes: Node[];
};
