import type { z } from 'zod';
import { parseQuery } from './parameters.ts';
import type { Services } from './services.ts';

/** One GET of the API: the server and its description are both made from it. */
export type Operation = {
  readonly path: string;
  readonly summary: string;
  readonly query: z.ZodObject;
  readonly answer: z.ZodType;
  readonly respond: (query: unknown, services: Services) => Promise<unknown>;
};

/** An operation whose `respond` gets a checked query. */
export function operation<Query extends z.ZodObject, Answer extends z.ZodType>(options: {
  readonly path: string;
  readonly summary: string;
  readonly query: Query;
  readonly answer: Answer;
  readonly respond: (query: z.output<Query>, services: Services) => Promise<z.output<Answer>> | z.output<Answer>;
}): Operation {
  const respond = async (query: unknown, services: Services) =>
    options.respond(parseQuery(options.query, query), services);
  return { ...options, respond };
}
