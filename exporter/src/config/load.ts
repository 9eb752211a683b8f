import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { SourceType } from '#sources/source.ts';
import { crossChecks } from './checks.ts';
import type { Config, Storage } from './config.ts';
import { explain, flatten, type Found } from './explain.ts';
import { ConfigError, pathText, reasonOf, type Path, type Problem } from './problems.ts';
import { configSchema, type FileContent } from './schema.ts';
import { missingSecrets, secretInVariable, secretOf, type Outside } from './secrets.ts';
import { readYaml, type YamlText } from './yaml.ts';

export type LoadOptions = {
  /** The kinds of sources that `sources:` may hold. */
  readonly types: readonly SourceType[];
  readonly env: Outside['env'];
  /**
   * With --demo: what stands for these sections, whatever the file says of them, in the form of the YAML. A section
   * that is left out is empty.
   */
  readonly demo?: {
    readonly storage?: string;
    readonly sources?: unknown;
    readonly teams?: unknown;
    readonly objectives?: unknown;
    readonly goals?: unknown;
  };
  /** Text of a file by its absolute path; throws as node:fs does. */
  readonly readFile?: (path: string) => string;
};

/**
 * Reads a YAML file and the environment. Throws ConfigError with every problem at once; then nothing of it is used.
 * Without a file: the defaults, which are whole only together with a demo.
 */
export function loadConfig(file: string | undefined, options: LoadOptions): { readonly config: Config } {
  const name = file ?? 'defaults';
  const directory = file === undefined ? resolve('.') : dirname(resolve(file));
  const read = options.readFile ?? ((path: string) => readFileSync(path, 'utf8'));
  const outside: Outside = { env: options.env, readFile: (path) => read(resolve(directory, path)) };

  const yaml = readYaml(file === undefined ? '' : textOf(file, read));
  const value = withDemo(yaml.value ?? {}, options.demo);
  const result = configSchema(options.types).safeParse(value, { error: explain });
  const problems = problemsOf(
    name,
    yaml,
    flatten(result.error?.issues ?? []),
    isMap(value) ? [...missingSecrets(value, outside), ...crossChecks(value, options.types, !options.demo)] : []
  );
  if (problems.length > 0 || !result.success) throw new ConfigError(problems);

  const problem = (path: Path, message: string): Problem => ({
    file: name,
    ...yaml.place(path),
    path: pathText(path),
    message,
  });
  return { config: configOf(result.data, file, directory, outside, problem) };
}

function textOf(file: string, read: (path: string) => string): string {
  try {
    return read(resolve(file));
  } catch (error) {
    const message = `the file cannot be read (${reasonOf(error)}); name another with -c FILE, or run with --demo`;
    throw new ConfigError([{ file, line: 1, column: 1, path: pathText([]), message }]);
  }
}

function withDemo(value: unknown, demo: LoadOptions['demo']): unknown {
  if (!demo || !isMap(value)) return value;
  return { ...value, sources: [], teams: [], objectives: [], goals: [], ...demo };
}

function isMap(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function problemsOf(file: string, yaml: YamlText, content: readonly Found[], joined: readonly Found[]): Problem[] {
  const broken = yaml.brokenFrom < Infinity;
  const told = new Set(content.map(({ path }) => pathText(path)));
  const all = broken
    ? content.filter(({ path }) => yaml.has(path))
    : [...content, ...joined.filter(({ path }) => !told.has(pathText(path)))];
  const placed = all
    .map(({ path, message, key }) => ({ ...(key ? yaml.keyPlace(path) : yaml.place(path)), path, message }))
    .filter(({ line }) => line < yaml.brokenFrom);
  const syntax = yaml.problems.map(({ breaks, message, ...rest }) => ({
    ...rest,
    message:
      breaks && rest.line === yaml.brokenFrom ? `${message}; what follows is checked once this is mended` : message,
  }));
  const problems = [...syntax, ...placed]
    .map(({ line, column, path, message }) => ({ file, line, column, path: pathText(path), message }))
    .sort((a, b) => a.line - b.line || a.column - b.column);
  // One value is told once, by what was found first.
  return problems.filter(({ line, column, path }, index) => {
    const same = problems.findIndex((other) => other.line === line && other.column === column && other.path === path);
    return same === index;
  });
}

function configOf(
  content: FileContent,
  file: string | undefined,
  directory: string,
  outside: Outside,
  problem: Config['problem']
): Config {
  const { auth, sources, goals } = content;
  const readToken = secretOf(auth.read_token_env, auth.read_token_file, outside);
  const writeToken = secretOf(auth.write_token_env, auth.write_token_file, outside);
  return {
    file,
    directory,
    listen: content.listen,
    storage: storageOf(content.storage, directory, outside),
    timeZone: content.time_zone,
    windows: content.windows,
    leadTimeFrom: content.lead_time_from,
    bots: content.bots,
    privacy: { minimumGroup: content.privacy.minimum_group, titles: content.privacy.titles },
    auth: { ...(readToken && { readToken }), ...(writeToken && { writeToken }) },
    sources: sources.filter((source) => source.kind === 'source'),
    prometheus: sources
      .filter((source) => source.kind === 'prometheus')
      .map(({ name, server }) => {
        const token = secretOf(server.token_env, server.token_file, outside);
        return { name, url: server.prometheus, ...(token && { token }) };
      }),
    teams: content.teams.map(({ load_limit, time_zone, ...team }) => ({
      ...team,
      timeZone: time_zone ?? content.time_zone,
      ...(load_limit !== undefined && { loadLimit: load_limit }),
    })),
    objectives: content.objectives.map(({ planned_share, ...objective }) => ({
      ...objective,
      ...(planned_share !== undefined && { plannedShare: planned_share }),
    })),
    goals: typeof goals === 'string' ? { pattern: resolve(directory, goals) } : { items: goals },
    secret: (variable) => outside.env[variable],
    problem,
  };
}

function storageOf(storage: FileContent['storage'], directory: string, outside: Outside): Storage {
  if (typeof storage !== 'string') return { kind: 'postgres', url: secretInVariable(storage.url_env, outside) };
  return /^postgres(ql)?:/i.test(storage)
    ? { kind: 'postgres', url: () => storage }
    : { kind: 'directory', directory: resolve(directory, storage) };
}
