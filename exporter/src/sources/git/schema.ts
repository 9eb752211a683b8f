import { day, hour } from '#domain/window.ts';
import { z } from 'zod';
import { addressProblem, repositoryName } from '../history/address.ts';
import { versionGroups } from '../history/version.ts';

const environment = z.string().min(1).default('production').meta({ description: 'The environment that is production' });

const expression = z.string().superRefine((text, context) => {
  try {
    if (versionGroups(text) > 0) return;
    context.addIssue(
      'an expression with groups around the numbers of the version, as ^v(\\d+)\\.(\\d+)\\.(\\d+)$; (?<service>…) is not one of them'
    );
  } catch (error) {
    context.addIssue(`not a regular expression: ${error instanceof Error ? error.message : String(error)}`);
  }
});

const byTags = z.strictObject({
  tags: expression.meta({ description: 'Which tags are deployments; the groups are the version' }),
  environment,
  scope: z
    .enum(['all', 'reachable'])
    .default('all')
    .meta({ description: 'reachable: only tags on the default branch' }),
});
const byMerge = z.strictObject({
  every: z.literal('merge').meta({ description: 'Each commit of the default branch is a deployment' }),
  environment,
});
const byFile = z.strictObject({
  file: z.string().min(1).meta({ description: 'A CSV file beside the configuration: time,sha,environment,outcome' }),
  environment,
});

const spans: Readonly<Record<string, number>> = { m: hour / 60, h: hour, d: day, w: 7 * day };
/** Milliseconds. Sources import no configuration, so the four units are read here. */
const patchWithin = z
  .preprocess(
    (input) => (input === 0 ? '0' : input),
    z.string().regex(/^(?:0|\d{1,6}[mhdw])$/, { error: '0 (off) or a span of time as 168h, 7d or 1w' })
  )
  .transform((text) => (text === '0' ? 0 : parseInt(text, 10) * (spans[text.slice(-1)] ?? 0)));

const secret = z.string().min(1).optional();

/** One `git:` entry of `sources:` (contract section 2). */
export const gitSchema = z
  .strictObject({
    git: z
      .string()
      .superRefine((address, context) => {
        const problem = addressProblem(address);
        if (problem !== undefined) context.addIssue(problem);
      })
      .meta({ description: 'Anything git can clone: an address, or a path beside the configuration' }),
    name: z.string().min(1).optional().meta({ description: 'Unique; default: the repository' }),
    repository: z.string().min(1).optional().meta({ description: 'Its name in labels; default: from the address' }),
    branch: z
      .string()
      .regex(/^[^-\s~^:?*[\\][^\s~^:?*[\\]*$/, { error: 'the name of a branch, as main' })
      .optional()
      .meta({ description: "The branch whose commits are changes; default: the remote's HEAD" }),
    deployments: z
      .union([byTags, byMerge, byFile], {
        error: 'one of { tags: expression }, { every: merge } or { file: deployments.csv }',
      })
      .optional(),
    failures: z.strictObject({ reverts: z.boolean().default(true), patch_within: patchWithin.default(0) }).prefault({}),
    username: z.string().min(1).optional().meta({ description: 'Goes with the token; default: x-access-token' }),
    token_env: secret.meta({ description: 'The environment variable that holds a token or password' }),
    token_file: secret.meta({ description: 'A file that holds a token or password' }),
    ssh_key_file: secret.meta({ description: 'A private key for ssh' }),
  })
  .superRefine((entry, context) => {
    if (entry.token_env !== undefined && entry.token_file !== undefined) {
      context.addIssue({ code: 'custom', path: ['token_file'], message: 'either token_env or token_file, not both' });
    }
    if (addressProblem(entry.git) === undefined && nameOf(entry) === undefined) {
      context.addIssue({ code: 'custom', path: ['git'], message: 'this path has no name: give repository' });
    }
  });

export type GitConfiguration = z.output<typeof gitSchema>;

/** The repository's name in labels: as configured, else what the address is called. */
export function nameOf(entry: { readonly git: string; readonly repository?: string | undefined }): string | undefined {
  return entry.repository ?? repositoryName(entry.git);
}
