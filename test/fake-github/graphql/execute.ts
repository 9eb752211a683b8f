/** Validates a query against GitHub's schema, runs it over the state, and says what was wrong with it. */
import {
  execute,
  GraphQLError,
  parse,
  validate,
  type DocumentNode,
  type GraphQLFieldResolver,
  type GraphQLFormattedError,
} from 'graphql';
import type { Cost } from '../points.ts';
import { needsPermission, needsScope } from './access.ts';
import { GithubError, UnmodelledError } from './error.ts';
import { queryRoot } from './query.ts';
import { githubSchema } from './schema.ts';
import type { View, World } from './world.ts';

export type Answer = { data?: unknown; errors?: unknown[] };

/** The most nodes that one query may ask for. */
const nodeLimit = 500_000;

/** Errors of syntax and of validation, which GitHub answers before it runs or charges anything. */
export function checkQuery(text: string): { document: DocumentNode } | { errors: readonly GraphQLError[] } {
  try {
    const document = parse(text);
    const errors = validate(githubSchema(), document);
    return errors.length > 0 ? { errors } : { document };
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [error] };
    throw error;
  }
}

export async function runQuery(
  world: World,
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
  operationName: string | undefined,
  cost: Cost,
  rateLimit: View | null,
  violation: (text: string) => void
): Promise<Answer> {
  const large = tooManyNodes(cost);
  if (large) return { errors: [large] };
  const result = await execute({
    schema: githubSchema(),
    document,
    rootValue: queryRoot(world, rateLimit),
    contextValue: world,
    variableValues: variables,
    ...(operationName !== undefined && { operationName }),
    fieldResolver: strictField,
  });
  for (const { originalError } of result.errors ?? []) {
    // What is no error of GitHub's is a gap of the fake or a bug: never let it pass for an answer.
    if (!(originalError instanceof GithubError)) violation(originalError?.message ?? 'the query failed');
  }
  return { data: result.data, ...(result.errors && { errors: result.errors.map(githubForm) }) };
}

/** Like the default resolver, but a field that no view has is an error instead of null. */
const strictField: GraphQLFieldResolver<Record<string, unknown>, World> = (source, args, world, info) => {
  const refusal =
    needsScope(world.credential, info.fieldName) ??
    needsPermission(world.credential, info.parentType.name, info.fieldName);
  if (refusal) throw refusal;
  if (!(info.fieldName in source)) {
    throw new UnmodelledError(`the fake does not model ${info.parentType.name}.${info.fieldName}`);
  }
  const value = source[info.fieldName];
  return typeof value === 'function' ? (value as (args: unknown) => unknown)(args) : value;
};

/** GitHub writes the type of an error beside its message, not among extensions. */
export function githubForm(error: GraphQLError): GraphQLFormattedError & { type?: string } {
  const type = error.originalError instanceof GithubError ? error.originalError.type : undefined;
  const { message, path, locations } = error.toJSON();
  return { ...(type && { type }), ...(path && { path }), ...(locations && { locations }), message };
}

function tooManyNodes({ nodes, connections }: Cost) {
  if (nodes <= nodeLimit) return undefined;
  const field = connections.at(-1)?.field;
  const asked = `it is requesting up to ${nodes.toLocaleString('en-US')} possible nodes`;
  const message = `By the time this query traverses to the ${field} connection, ${asked} which exceeds the maximum limit of 500,000.`;
  return { type: 'MAX_NODE_LIMIT_EXCEEDED', message };
}
