import { matcher, files as fileNames } from './patterns.ts';
import type { Actor } from './answers.ts';
import type { GithubConfiguration } from './schema.ts';

/** Where facts come from: what all of one repository share. */
export type Origin = {
  /** Its name in labels. */
  readonly repository: string;
  /** Its page; those of its commits and deployments begin with it. */
  readonly url: string;
  /** Absent in an empty repository. */
  readonly branch: string | undefined;
  /** Whether a team owns some of its paths, so that changes must say which files they touch. */
  readonly split: boolean;
};

/** The configuration, ready to be asked about one name at a time. */
export type Reading = {
  readonly isBot: (actor: Actor) => boolean;
  readonly isGenerated: (path: string) => boolean;
  /** Of an environment. */
  readonly isProduction: (environment: string) => boolean;
  /** Of a workflow, by its name: whether its runs are deployments. */
  readonly deploys: (workflow: string) => boolean;
  /** Whether its runs are pipeline runs. */
  readonly checks: (workflow: string) => boolean;
  /** Which service an environment, a workflow, its path or a release names; '' for none. */
  readonly serviceOf: (...names: readonly string[]) => string;
  readonly since: number;
  readonly configuration: GithubConfiguration;
};

const nothing = (): boolean => false;

export function readingOf(configuration: GithubConfiguration): Reading {
  const { bots, generated, deployments, ci, since = -Infinity } = configuration;
  const named = bots.length === 0 ? nothing : matcher(bots);
  const service = deployments?.service === undefined ? undefined : new RegExp(deployments.service, 'u');
  return {
    // An app is `x` of type Bot in GraphQL and `x[bot]` in REST; patterns may mean either.
    isBot: (actor) =>
      actor !== null &&
      (actor.__typename === 'Bot' ||
        actor.login.endsWith('[bot]') ||
        named(actor.login) ||
        named(`${actor.login}[bot]`)),
    isGenerated: generated.length === 0 ? nothing : matcher(generated, fileNames),
    isProduction: deployments?.environments === undefined ? nothing : matcher(deployments.environments),
    deploys: deployments?.workflows === undefined ? nothing : matcher(deployments.workflows),
    checks: ci === undefined ? nothing : matcher(ci.workflows),
    serviceOf: (...names) => {
      for (const name of names) {
        const found = service?.exec(name)?.groups?.['service'];
        if (found !== undefined && found !== '') return found;
      }
      return '';
    },
    since,
    configuration,
  };
}

/** A label means what the configuration calls it, whatever its capitals. */
export function isOneOf(names: readonly string[]): (name: string) => boolean {
  const known = new Set(names.map((name) => name.toLowerCase()));
  return (name) => known.has(name.toLowerCase());
}
