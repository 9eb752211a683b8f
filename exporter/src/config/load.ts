import { readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { SourceType } from '#sources/source.ts';
import { crossChecks, goalContext } from './checks.ts';
import type { Config, Storage } from './config.ts';
import { explain, flatten } from './explain.ts';
import { readGoals, type GoalText, type PlacedGoal } from './goals.ts';
import { baseOf, matchingFiles } from './matching-files.ts';
import { ConfigError, pathText, problemText, reasonOf, type Path, type Problem } from './problems.ts';
import { configSchema, type FileContent } from './schema.ts';
import { problemsIn } from './problems-in.ts';
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
  /** The absolute paths that fit a glob, read from a directory. */
  readonly listFiles?: (directory: string, pattern: string) => readonly string[];
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
  const problems = problemsIn(
    name,
    yaml,
    flatten(result.error?.issues ?? []),
    isMap(value) ? [...missingSecrets(value, outside), ...crossChecks(value, options.types, !options.demo)] : []
  );
  // Where the file is broken nothing is known of the teams and objectives that its goals must fit.
  const list = options.listFiles ?? matchingFiles;
  const texts = isMap(value) && yaml.brokenFrom === Infinity ? goalTexts(name, yaml, value, directory, list, read) : [];
  const { goals, problems: inGoals } = readGoals(texts, goalContext(value));
  const all = together(name, problems, inGoals);
  if (all.length > 0 || !result.success) throw new ConfigError(all);

  const problem = (path: Path, message: string): Problem => ({
    file: name,
    ...yaml.place(path),
    path: pathText(path),
    message,
  });
  return { config: configOf(result.data, file, directory, outside, problem, goals) };
}

function textOf(
  file: string,
  read: (path: string) => string,
  advice = 'name another with -c FILE, or run with --demo'
) {
  try {
    return read(resolve(file));
  } catch (error) {
    const message = `the file cannot be read (${reasonOf(error)}); ${advice}`;
    throw new ConfigError([{ file, line: 1, column: 1, path: pathText([]), message }]);
  }
}

/** Those of the file itself in the order of its lines, then those of other files; each once. */
function together(name: string, own: readonly Problem[], inGoals: readonly Problem[]): Problem[] {
  const told = new Set(own.map(problemText));
  const inOwn = inGoals.filter((problem) => problem.file === name && !told.has(problemText(problem)));
  return [
    ...[...own, ...inOwn].sort((a, b) => a.line - b.line || a.column - b.column),
    ...inGoals.filter(({ file }) => file !== name),
  ];
}

/** The list in the configuration itself, or the files that its glob names. */
function goalTexts(
  name: string,
  yaml: YamlText,
  { goals }: { readonly goals?: unknown },
  directory: string,
  list: NonNullable<LoadOptions['listFiles']>,
  read: (path: string) => string
): GoalText[] {
  if (Array.isArray(goals)) return [{ file: name, yaml, at: ['goals'], value: goals }];
  if (typeof goals !== 'string' || goals === '') return [];
  return list(directory, goals).map((path) => {
    const file = join(dirname(name), relative(directory, path));
    const text = readYaml(textOf(file, () => read(path), 'the configuration names it under goals'));
    return { file, yaml: text, at: [], value: text.value };
  });
}

function withDemo(value: unknown, demo: LoadOptions['demo']): unknown {
  if (!demo || !isMap(value)) return value;
  return { ...value, sources: [], teams: [], objectives: [], goals: [], ...demo };
}

function isMap(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function configOf(
  content: FileContent,
  file: string | undefined,
  directory: string,
  outside: Outside,
  problem: Config['problem'],
  placed: readonly PlacedGoal[]
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
    goals: placed.map(({ goal }) => goal),
    ...(typeof goals === 'string' && { goalFiles: { directory, pattern: goals, base: baseOf(directory, goals) } }),
    goalProblem: (id, message) =>
      placed.find(({ goal }) => goal.id === id)?.problem(message) ?? problem(['goals'], message),
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
