import { z } from 'zod';
import { day, hour } from '#domain/window.ts';

const text = z.string().min(1);
const texts = z.array(text);
const patterns = texts.min(1).meta({ description: "Globs; one that starts with '!' leaves out" });
const secret = text.exactOptional();

const shareForm = 'a share of at most 90 %, as 20% or 0.2';
const share = z.union([z.number(), z.string()], { error: () => shareForm }).transform((given, context) => {
  const value = typeof given === 'number' ? given : /^\d+(?:\.\d+)?%$/.test(given) ? parseFloat(given) / 100 : NaN;
  if (value >= 0 && value <= 0.9) return value;
  context.addIssue(shareForm);
  return z.NEVER;
});

const date = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })], { error: () => 'a date, as 2025-01-01' })
  .transform((given) => Date.parse(given));

const units: Readonly<Record<string, number>> = { m: hour / 60, h: hour, d: day, w: 7 * day };
const span = z
  .string()
  .regex(/^(?:0|\d{1,6}[mhdw])$/, { error: '0 (never) or a span of time, as 24h' })
  .transform((given) => parseInt(given, 10) * (units[given.slice(-1)] ?? 0))
  .meta({ description: 'How long after a deployment an incident without a named cause is still held against it' });

const expression = z.string().superRefine((given, context) => {
  try {
    new RegExp(given, 'u');
  } catch {
    context.addIssue('not a regular expression');
  }
});

const apiUrl = z
  .string()
  .superRefine((given, context) => {
    const url = URL.canParse(given) ? new URL(given) : undefined;
    if (!url || !/^https?:$/.test(url.protocol)) context.addIssue('an address, as https://github.example.org/api/v3');
    else if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
      context.addIssue('only host and path: a credential comes by token_env, token_file or app');
    }
  })
  .transform((given) => given.replace(/\/+$/, ''));

const app = z
  .strictObject({
    id: z.union([z.int().positive(), text]).meta({ description: 'The app id or client id' }),
    installation_id: z.int().positive(),
    private_key_file: secret,
    private_key_env: secret,
  })
  .superRefine((keys, context) => {
    if ((keys.private_key_file === undefined) === (keys.private_key_env === undefined)) {
      context.addIssue({ code: 'custom', path: ['private_key_file'], message: 'either this or private_key_env' });
    }
  });

const deployments = z
  .strictObject({
    environments: patterns
      .exactOptional()
      .meta({ description: 'Environments of GitHub deployments that are production' }),
    workflows: patterns.exactOptional().meta({ description: 'Workflows whose runs are deployments' }),
    releases: z.boolean().default(false).meta({ description: 'Each published release is a deployment' }),
    tags: expression.exactOptional().meta({ description: 'Which tags are deployments; the groups are the version' }),
    service: expression
      .refine((given) => given.includes('(?<service>'), { error: 'an expression with a group (?<service>…)' })
      .exactOptional()
      .meta({ description: 'Finds the service in the name of an environment, a workflow, its file or a release' }),
  })
  .refine(
    ({ environments, workflows, releases, tags }) => environments ?? workflows ?? tags ?? (releases || undefined),
    {
      error: 'needs environments, workflows, releases or tags',
    }
  );

const workItems = z.strictObject({
  types: z
    .strictObject({
      feature: texts.default([]),
      defect: texts.default([]),
      risk: texts.default([]),
      debt: texts.default([]),
    })
    .prefault({})
    .meta({ description: 'Labels or issue types of each type of work' }),
  started: texts
    .default([])
    .meta({ description: 'Labels of work that has begun; where objective is set, project statuses, too' }),
  blocked: texts.default([]),
  unplanned: texts.default([]),
  objective: text.exactOptional().meta({ description: 'The project field that names the objective' }),
});

/** One `github:` entry of `sources:` (contract section 2). */
export const githubSchema = z
  .strictObject({
    github: z
      .string()
      .regex(/^[A-Za-z0-9][\w-]*(?:\/[\w.-]+)?$/, { error: 'an organisation or user, or owner/repository' }),
    name: text.exactOptional().meta({ description: 'Unique; default: the owner or repository' }),
    repositories: patterns.default(['*']).meta({ description: "Names without the owner; '!' leaves out" }),
    token_env: secret.meta({ description: 'The environment variable that holds a token' }),
    token_file: secret.meta({ description: 'A file that holds a token' }),
    app: app.exactOptional().meta({ description: 'A GitHub App, by one of its installations' }),
    api_url: apiUrl.prefault('https://api.github.com'),
    webhook_secret_env: secret,
    webhook_secret_file: secret,
    since: date.exactOptional().meta({ description: 'Nothing older is collected' }),
    clone: z.boolean().default(true).meta({ description: 'Commits by git clone; false: by the API' }),
    deployments: deployments.exactOptional(),
    incidents: z.strictObject({ labels: texts.min(1), within: span.prefault('24h') }).exactOptional(),
    work_items: workItems.exactOptional(),
    ci: z.strictObject({ workflows: patterns }).exactOptional(),
    bots: texts.default([]).meta({ description: 'Logins of bots that GitHub does not mark, as globs' }),
    generated: texts.default([]).meta({ description: 'Files that do not count for the size of a change, as globs' }),
    reserve: share.prefault('20%').meta({ description: 'The share of the request budget that is left to others' }),
  })
  .superRefine((entry, context) => {
    const given = (['token_env', 'token_file', 'app'] as const).filter((key) => entry[key] !== undefined);
    if (given.length !== 1) {
      const message = 'exactly one of token_env, token_file and app';
      context.addIssue({ code: 'custom', path: [given[1] ?? 'token_env'], message });
    }
    if (entry.webhook_secret_env !== undefined && entry.webhook_secret_file !== undefined) {
      context.addIssue({
        code: 'custom',
        path: ['webhook_secret_file'],
        message: 'allowed only without webhook_secret_env',
      });
    }
    if (entry.github.includes('/') && entry.repositories.join() !== '*') {
      context.addIssue({
        code: 'custom',
        path: ['repositories'],
        message: 'only with an owner: github names one repository',
      });
    }
  });

export type GithubConfiguration = z.output<typeof githubSchema>;
