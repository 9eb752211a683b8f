import { schema as text } from '@octokit/graphql-schema';
import {
  buildSchema,
  extendSchema,
  getNamedType,
  type GraphQLSchema,
  Kind,
  type ObjectValueNode,
  parse,
  TypeInfo,
  type ValueNode,
  valueFromASTUntyped,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/** GitHub's published schema; some types declare a field twice, and it lacks what GitHub serves. */
export function githubSdl(): GraphQLSchema {
  const published = buildSchema(text.idl, { assumeValidSDL: true });
  const missing = parse('type IssueType { id: ID! name: String! } extend type Issue { issueType: IssueType }');
  return published.getType('IssueType') ? published : extendSchema(published, missing, { assumeValidSDL: true });
}

/**
 * What GitHub charges: the fetches of all connections by a hundred, at least 1, and the most nodes they may give.
 * https://docs.github.com/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api
 */
export function costOf(schema: GraphQLSchema, text: string, variables: Readonly<Record<string, unknown>> = {}) {
  const info = new TypeInfo(schema);
  const [times, cost] = [[1], { fetches: 0, nodes: 0 }];
  const valueOf = (value: ValueNode | ObjectValueNode) => valueFromASTUntyped(value, variables);
  visit(
    parse(text),
    visitWithTypeInfo(info, {
      Field: {
        enter(node) {
          const around = times.at(-1) ?? 1;
          const given = new Map(node.arguments?.map(({ name, value }) => [name.value, valueOf(value)]));
          const type = info.getType();
          const isConnection = type != null && getNamedType(type).name.endsWith('Connection');
          const size = Number(given.get('first') ?? given.get('last'));
          if (isConnection && !(size >= 1 && size <= 100)) throw new Error(`${node.name.value} needs first, 1 to 100`);
          if (isConnection) {
            cost.fetches += around;
            cost.nodes += around * size;
          }
          const ids = given.get('ids');
          times.push(around * (isConnection ? size : Array.isArray(ids) ? ids.length : 1));
        },
        leave() {
          times.pop();
        },
      },
      [Kind.FRAGMENT_DEFINITION]: () => {
        throw new Error('fragments are not counted');
      },
    })
  );
  return { ...cost, points: Math.max(1, Math.round(cost.fetches / 100)) };
}
