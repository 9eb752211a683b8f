/**
 * What a query costs by GitHub's rule, from its text alone. The fake charges by it, and unit tests of queries call it.
 * https://docs.github.com/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api
 */
import {
  getNamedType,
  isCompositeType,
  Kind,
  parse,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql';

export type Connection = {
  readonly path: string;
  readonly field: string;
  /** Undefined: neither `first` nor `last` was given. */
  readonly size: number | undefined;
  readonly bound: 'first' | 'last';
  /** How often it is fetched: the product of the sizes around it. */
  readonly fetches: number;
  /** The most nodes that it can give. */
  readonly nodes: number;
};

export type Cost = {
  /** round(fetches / 100), at least 1. */
  readonly points: number;
  readonly fetches: number;
  readonly nodes: number;
  readonly connections: readonly Connection[];
};

type Variables = Readonly<Record<string, unknown>>;

/**
 * The cost of one operation of `text`. Variables that are not given take their defaults. A connection asked for under
 * two types of a union counts twice, `nodes(ids:)` counts as often as it has ids: an upper bound.
 */
export function queryCost(schema: GraphQLSchema, text: string, variables: Variables = {}, name?: string): Cost {
  const { definitions } = parse(text);
  const fragments = new Map<string, FragmentDefinitionNode>();
  const operations: OperationDefinitionNode[] = [];
  for (const definition of definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    if (definition.kind === Kind.OPERATION_DEFINITION) operations.push(definition);
  }
  const operation = operations.find((each) => name === undefined || each.name?.value === name);
  const root = operation && schema.getRootType(operation.operation);
  if (!operation || !root) throw new Error(`no operation ${name ?? ''} in the query`);
  const values = { ...defaults(operation), ...variables };
  const connections: Connection[] = [];
  visit(root, [operation.selectionSet], 1, '');
  const fetches = connections.reduce((sum, each) => sum + each.fetches, 0);
  const nodes = connections.reduce((sum, each) => sum + each.nodes, 0);
  return { points: Math.max(1, Math.round(fetches / 100)), fetches, nodes, connections };

  function visit(type: GraphQLCompositeType, sets: readonly SelectionSetNode[], times: number, path: string): void {
    for (const { parent, key, nodes: same } of merged(type, sets)) {
      const [node] = same;
      const field = node && 'getFields' in parent ? parent.getFields()[node.name.value] : undefined;
      if (!node || !field) continue;
      const at = path === '' ? key : `${path}.${key}`;
      const within = getNamedType(field.type);
      const size = times * multiplicity(field, node, within.name, times, at);
      const inner = same.flatMap((each) => (each.selectionSet ? [each.selectionSet] : []));
      if (isCompositeType(within) && inner.length > 0) visit(within, inner, size, at);
    }
  }

  /** How many things hang under one fetch of the field; a connection is noted. */
  function multiplicity(
    field: GraphQLField<unknown, unknown>,
    node: FieldNode,
    type: string,
    times: number,
    at: string
  ) {
    const ids = field.name === 'nodes' ? argument(node, 'ids') : undefined;
    if (Array.isArray(ids)) return ids.length;
    if (!type.endsWith('Connection') || !field.args.some((each) => each.name === 'first')) return 1;
    const first = argument(node, 'first');
    const size = first ?? argument(node, 'last');
    const known = typeof size === 'number' ? size : undefined;
    const bound = typeof first === 'number' ? 'first' : 'last';
    connections.push({ path: at, field: field.name, size: known, bound, fetches: times, nodes: times * (known ?? 0) });
    return known ?? 0;
  }

  function argument(node: FieldNode, wanted: string): unknown {
    const given = node.arguments?.find((each) => each.name.value === wanted);
    return given && valueFromASTUntyped(given.value, values);
  }

  /** The fields of the selections through fragments; the same key of the same type once, as it is fetched once. */
  function merged(type: GraphQLCompositeType, sets: readonly SelectionSetNode[]) {
    const found = new Map<string, { parent: GraphQLCompositeType; key: string; nodes: FieldNode[] }>();
    for (const set of sets) collect(type, set);
    return found.values();

    function collect(parent: GraphQLCompositeType, set: SelectionSetNode): void {
      for (const selection of set.selections) {
        if (selection.kind === Kind.FIELD) {
          const key = selection.alias?.value ?? selection.name.value;
          const entry = found.get(`${parent.name}.${key}`);
          if (entry) entry.nodes.push(selection);
          else found.set(`${parent.name}.${key}`, { parent, key, nodes: [selection] });
          continue;
        }
        const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
        if (!fragment) continue;
        const on = fragment.typeCondition ? schema.getType(fragment.typeCondition.name.value) : parent;
        if (isCompositeType(on)) collect(on, fragment.selectionSet);
      }
    }
  }
}

function defaults(operation: OperationDefinitionNode): Variables {
  const entries = (operation.variableDefinitions ?? []).flatMap((each) =>
    each.defaultValue ? [[each.variable.name.value, valueFromASTUntyped(each.defaultValue)] as const] : []
  );
  return Object.fromEntries(entries);
}
