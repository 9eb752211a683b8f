/** GitHub's published schema, with the corrections that its real answers need. */
import { schema as text } from '@octokit/graphql-schema';
import {
  buildSchema,
  extendSchema,
  GraphQLScalarType,
  isInterfaceType,
  isObjectType,
  parse,
  type GraphQLSchema,
} from 'graphql';

/** Served by GitHub, missing in the published text. */
const missing = `
  type IssueType implements Node {
    id: ID!
    name: String!
    description: String
    isEnabled: Boolean!
  }
  extend type Issue {
    issueType: IssueType
  }
`;

/** Database ids are Int by the schema, but real ones have outgrown 32 bits. */
const wideInt = new GraphQLScalarType<number, number>({ name: 'Int' });

/** Some types of the published text declare a field twice, so it fails a strict check. */
const trusted = { assumeValid: true, assumeValidSDL: true };

let built: GraphQLSchema | undefined;

/** Built once a process (0.7 s). */
export function githubSchema(): GraphQLSchema {
  built ??= build();
  return built;
}

function build(): GraphQLSchema {
  const published = buildSchema(text.idl, trusted);
  const knows = published.getType('IssueType') !== undefined;
  const schema = knows ? published : extendSchema(published, parse(missing), trusted);
  for (const type of Object.values(schema.getTypeMap())) {
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()['databaseId'] : undefined;
    if (field?.type.toString() === 'Int') field.type = wideInt;
  }
  return schema;
}
