import type { z } from 'zod';
import type { PostedEntry } from '#domain/record.ts';
import { badRequest, notFound } from './errors.ts';
import type { RecordView } from './insights.ts';
import { requireTeam } from './known.ts';
import type { Services } from './services.ts';

/** One POST of the API: a team's entry. The server and its description are both made from it. */
export type Posting = {
  readonly path: string;
  readonly summary: string;
  readonly body: z.ZodType;
  readonly answer: z.ZodType;
  /** Stores a checked body; what is wrong with it is told at once, and changes nothing. */
  readonly accept: (body: unknown, services: Services) => Promise<unknown>;
};

/** A posting whose `entry` gets a checked body. */
export function posting<Body extends z.ZodType<{ readonly team: string }>, Answer extends z.ZodType>(options: {
  readonly path: string;
  readonly summary: string;
  readonly body: Body;
  readonly answer: Answer;
  readonly entry: (body: z.output<Body>) => PostedEntry;
  readonly answered: (view: RecordView) => z.output<Answer>;
}): Posting {
  const accept = async (body: unknown, services: Services) => {
    const result = options.body.safeParse(body);
    if (!result.success) {
      throw badRequest(
        result.error.issues.flatMap((issue) =>
          issue.code === 'unrecognized_keys'
            ? issue.keys.map((key) => ({ path: key, message: 'not known' }))
            : [{ path: issue.path.join('.') || 'body', message: issue.message }]
        )
      );
    }
    const entry = options.entry(result.data);
    requireTeam(entry.team, services);
    await requireSubjects(entry, services);
    return options.answered(await services.record(entry));
  };
  return { ...options, accept };
}

/** What an entry refers to must be there, or nobody finds it again. */
async function requireSubjects(entry: PostedEntry, services: Services): Promise<void> {
  const { team, measure, goal } = entry;
  if (measure !== undefined && services.catalog().every(({ name }) => name !== measure)) {
    throw badRequest([{ path: 'measure', message: 'not known; /api/v1/catalog lists the measures' }]);
  }
  if (
    goal !== undefined &&
    (await services.goals()).every((known) => known.goal.id !== goal || known.goal.team !== team)
  ) {
    throw notFound(`The team has no goal ${JSON.stringify(goal)}; /api/v1/goals lists them.`);
  }
}
