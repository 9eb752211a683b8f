import { rm } from 'node:fs/promises';
import type { LinkRules } from '#domain/facts.ts';
import { hour } from '#domain/window.ts';
import { SourceError } from '../errors.ts';
import type { Batch, PullContext, Source, SourceEnvironment, SourceType } from '../source.ts';
import { isRemote } from '../history/address.ts';
import { GitFailure } from '../history/command.ts';
import { readingError } from '../history/failure.ts';
import { pullRepository } from './pull.ts';
import { openRepository } from './open.ts';
import type { Repository } from '../history/repository.ts';
import { type GitConfiguration, gitSchema, nameOf } from './schema.ts';

const minute = hour / 60;

/** Any history that the git command can clone: commits, changes, pull heads and deployments (README.md). */
export const git: SourceType<GitConfiguration> = {
  key: 'git',
  schema: gitSchema,
  describe: (configuration) => {
    const repository = nameOf(configuration) ?? configuration.git;
    return { name: configuration.name ?? repository, repositories: [repository] };
  },
  create: (configuration, environment): Source => ({
    name: git.describe(configuration).name,
    rules: rulesOf(configuration),
    interval: isRemote(configuration.git) ? 5 * minute : minute,
    pull: (context) => pull(configuration, environment, context),
  }),
};

function rulesOf({ deployments, failures }: GitConfiguration): LinkRules {
  return {
    deployments: deployments !== undefined,
    // Only a file records each act of deploying; a tag or a merge tells once that a commit was deployed.
    rollbacks: deployments !== undefined && 'file' in deployments,
    reverts: failures.reverts,
    patchWithin: failures.patch_within,
    // A git history knows none.
    incidentsWithin: 0,
  };
}

async function* pull(
  configuration: GitConfiguration,
  environment: SourceEnvironment,
  context: PullContext
): AsyncGenerator<Batch, void, undefined> {
  const splitByPaths = environment.withPaths.has(nameOf(configuration) ?? '');
  let repository: Repository | undefined;
  try {
    repository = await openRepository(
      configuration,
      environment,
      splitByPaths ? 'blob:none' : 'tree:0',
      context.signal
    );
    yield* pullRepository(repository, configuration, environment, context);
  } catch (error) {
    if (repository?.clone === undefined || !(error instanceof GitFailure)) throw readingError(error, configuration.git);
    // What cannot be read of a clone can be fetched again.
    await rm(repository.clone, { recursive: true, force: true });
    throw new SourceError('unavailable', `The clone of ${configuration.git} was broken: the next pull makes it anew`, {
      cause: error,
    });
  }
}
