import { existsSync, readFileSync, realpathSync, watch, type FSWatcher } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Config, GoalFiles } from './config.ts';
import { matchingFiles } from './matching-files.ts';
import { ConfigError } from './problems.ts';

export type WatchOptions = {
  readonly file: string;
  /** Where the files of goals lie by the configuration that holds at first. */
  readonly goalFiles?: GoalFiles | undefined;
  readonly load: () => Config;
  /** The file, or one of its goals, has changed, and all is good. */
  readonly onChange: (config: Config) => void;
  /** A ConfigError: the file has changed and is bad, the old configuration goes on. Else: watching itself failed. */
  readonly onError: (error: Error) => void;
  /** Milliseconds of silence after which a change is read; editors write in several steps. */
  readonly debounce?: number;
};

export type Watch = {
  /** Reads the file now, changed or not (the environment or a secret's file may have). For SIGHUP. */
  readonly reload: () => void;
  readonly close: () => void;
};

/**
 * Watches a configuration file and its files of goals. Their directories are watched, not the files: editors replace a
 * file by another, and Kubernetes swaps a link beside it. Errors of `load` other than ConfigError are bugs and pass
 * through.
 */
export function watchConfig({ file, goalFiles: first, load, onChange, onError, debounce = 200 }: WatchOptions): Watch {
  let goalFiles = first;
  // Files that were wrong when they were read last: what mends them may lie where no good configuration looks yet.
  let wrong: readonly string[] = [];
  let timer: NodeJS.Timeout | undefined;
  const watchers = new Map<string, FSWatcher | undefined>();

  const files = (): string[] => [
    ...new Set([resolve(file), ...(goalFiles ? matchingFiles(goalFiles.directory, goalFiles.pattern) : []), ...wrong]),
  ];
  const contents = (): string => JSON.stringify(files().map((each) => [each, content(each) ?? null]));
  const touched = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      arm();
      if (contents() !== known) reload();
    }, debounce);
    timer.unref();
  };
  const arm = (): void => {
    const directories = new Set(files().flatMap(directoriesOf));
    if (goalFiles) directories.add(nearestThere(goalFiles.base));
    for (const [directory, watcher] of watchers) {
      if (directories.has(directory)) continue;
      watcher?.close();
      watchers.delete(directory);
    }
    for (const directory of directories) {
      if (!watchers.has(directory)) watchers.set(directory, watching(directory, touched, onError));
    }
  };
  const attempt = (): Config | ConfigError => {
    // Before the reading: what changes meanwhile is then noticed.
    known = contents();
    try {
      const config = load();
      goalFiles = config.goalFiles;
      wrong = [];
      return config;
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      wrong = error.problems.map((problem) => resolve(problem.file));
      return error;
    }
  };
  const reload = (): void => {
    let before = files().join('\n');
    let told = attempt();
    // Where other files are to be watched now, they may have changed since they were read.
    for (let tries = 0; tries < 3 && files().join('\n') !== before; tries++) {
      before = files().join('\n');
      told = attempt();
    }
    arm();
    if (told instanceof ConfigError) onError(told);
    else onChange(told);
  };

  let known = contents();
  arm();
  return {
    reload,
    close: () => {
      clearTimeout(timer);
      for (const watcher of watchers.values()) watcher?.close();
    },
  };
}

/** The directory, or the nearest one above it that is there. */
function nearestThere(directory: string): string {
  return existsSync(directory) || dirname(directory) === directory ? directory : nearestThere(dirname(directory));
}

/** Where the file lies and, if it is a link to elsewhere, where that leads. */
function directoriesOf(file: string): string[] {
  const directories = [dirname(resolve(file))];
  try {
    directories.push(dirname(realpathSync(file)));
  } catch {
    // A file that is not there yet leads nowhere.
  }
  return [...new Set(directories)];
}

function watching(directory: string, touched: () => void, onError: (error: Error) => void): FSWatcher | undefined {
  const failed = (cause: unknown): void =>
    onError(new Error('the configuration file is not watched any more; send SIGHUP after a change', { cause }));
  try {
    return watch(directory, touched).on('error', failed);
  } catch (error) {
    failed(error);
    return undefined;
  }
}

/** Undefined where the file cannot be read, as between two steps of an editor. */
function content(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
