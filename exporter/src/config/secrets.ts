import { z } from 'zod';
import type { Found } from './explain.ts';
import { reasonOf, type Path } from './problems.ts';
import type { Secret } from './config.ts';

/** What of the process around it the configuration reads. */
export type Outside = {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The text of a file, by its path from the configuration's directory; throws as node:fs does. */
  readonly readFile: (path: string) => string;
};

/** The two keys that may name where a secret is: a variable of the environment, or a file. */
export function secretReference<Name extends string>(name: Name) {
  const key = z.string().min(1).exactOptional();
  return {
    [`${name}_env`]: key.describe('The environment variable that holds it'),
    [`${name}_file`]: key.describe('The file that holds it'),
  } as Record<`${Name}_env` | `${Name}_file`, typeof key>;
}

/** The check that at most one of the two keys of each secret is given. */
export function notBoth(...names: readonly string[]) {
  return (keys: Readonly<Record<string, unknown>>, context: z.RefinementCtx): void => {
    for (const name of names) {
      if (keys[`${name}_env`] === undefined || keys[`${name}_file`] === undefined) continue;
      context.addIssue({ code: 'custom', path: [`${name}_file`], message: `allowed only without ${name}_env` });
    }
  };
}

/** The secret behind such keys; undefined where neither is given. */
export function secretOf(variable: string | undefined, file: string | undefined, outside: Outside): Secret | undefined {
  if (variable !== undefined) return secretInVariable(variable, outside);
  return file === undefined ? undefined : () => present(outside.readFile(file).trim());
}

export function secretInVariable(variable: string, { env }: Outside): Secret {
  return () => present(env[variable]);
}

function present(value: string | undefined): string {
  if (value) return value;
  throw new Error('a secret that the configuration names has gone; `waymark check` says which one');
}

/** A directory, or the address of a PostgreSQL server without a password in it. */
export const storageText = z
  .string()
  .min(1)
  .superRefine((text, context) => {
    if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return;
    const address = /^postgres(ql)?:/i.test(text) && URL.canParse(text) ? new URL(text) : undefined;
    if (!address) context.addIssue('must be a directory or postgres://host/database');
    else if (address.password || [...address.searchParams.keys()].some((key) => /passw/i.test(key))) {
      context.addIssue('a password never stands here: set PGPASSWORD, or give the whole address by { url_env: NAME }');
    }
  });

/**
 * Names of variables that are not set and of files that cannot be read, wherever in the configuration a key ends in
 * `_env` or `_file`, so that no source has to ask.
 */
export function missingSecrets(value: unknown, outside: Outside, path: Path = []): Found[] {
  if (typeof value !== 'object' || value === null) return [];
  const entries: [string | number, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return entries.flatMap(([key, child]) => {
    const at = [...path, key];
    if (typeof child !== 'string' || typeof key !== 'string') return missingSecrets(child, outside, at);
    const message = key.endsWith('_env')
      ? unset(child, outside)
      : key.endsWith('_file')
        ? unreadable(child, outside)
        : undefined;
    return message === undefined ? [] : [{ path: at, message }];
  });
}

/** Its name is not repeated: a secret pasted in its place would show. */
function unset(variable: string, { env }: Outside): string | undefined {
  if (env[variable]) return undefined;
  const state = env[variable] === undefined ? 'not set' : 'empty';
  return `the environment variable named here is ${state}; set it, and write its name here, never its value`;
}

function unreadable(file: string, { readFile }: Outside): string | undefined {
  try {
    return readFile(file).trim() === '' ? 'the file named here is empty' : undefined;
  } catch (error) {
    return `the file named here cannot be read (${reasonOf(error)}); relative paths start beside the configuration file`;
  }
}
