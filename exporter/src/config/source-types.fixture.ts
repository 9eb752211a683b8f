import { z } from 'zod';
import type { SourceType } from '#sources/source.ts';

const text = z.string().min(1);
const secret = text.optional();

const never = (): never => {
  throw new Error('no source is made here');
};

const git = z.strictObject({
  git: text,
  name: text.optional(),
  repository: text,
  branch: text.optional(),
  deployments: z
    .union([
      z.strictObject({
        tags: text,
        environment: text.default('production'),
        scope: z.enum(['all', 'reachable']).default('all'),
      }),
      z.strictObject({ every: z.literal('merge') }),
      z.strictObject({ file: text }),
    ])
    .optional(),
  failures: z
    .strictObject({ reverts: z.boolean().default(true), patch_within: z.union([z.literal(0), text]).default(0) })
    .prefault({}),
  token_env: secret,
});

const lists = z.record(z.string(), z.union([z.array(text), z.record(z.string(), z.array(text))]));
const github = z.strictObject({
  github: text,
  repositories: z.array(text).default([]),
  token_env: secret,
  api_url: z.url().optional(),
  webhook_secret_env: secret,
  since: text.optional(),
  deployments: lists.optional(),
  incidents: lists.optional(),
  work_items: lists.optional(),
  ci: lists.optional(),
});

/** Stand-ins with the keys of the contract, so that this room is tested without the sources' own rooms. */
export const gitType: SourceType = {
  key: 'git',
  schema: git,
  describe: (configuration) => {
    const { name, repository } = git.parse(configuration);
    return { name: name ?? repository, repositories: [repository] };
  },
  create: never,
};

/** A kind of source that knows its repositories only from outside. */
export const githubType: SourceType = {
  key: 'github',
  schema: github,
  describe: (configuration) => ({ name: github.parse(configuration).github, repositories: [] }),
  create: never,
};
