import { readFileSync, realpathSync, watch, type FSWatcher } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Config } from './config.ts';
import { ConfigError } from './problems.ts';

export type WatchOptions = {
  readonly file: string;
  readonly load: () => Config;
  /** The file has changed and is good. */
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
 * Watches a configuration file. Its directories are watched, not the file: editors replace it by another, and
 * Kubernetes swaps a link beside it. Errors of `load` other than ConfigError are bugs and pass through.
 */
export function watchConfig({ file, load, onChange, onError, debounce = 200 }: WatchOptions): Watch {
  let known = content(file);
  let timer: NodeJS.Timeout | undefined;

  const reload = (): void => {
    known = content(file);
    let config: Config;
    try {
      config = load();
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      onError(error);
      return;
    }
    onChange(config);
  };
  const touched = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (content(file) !== known) reload();
    }, debounce);
    timer.unref();
  };

  const watchers = directoriesOf(file).flatMap((directory) => watching(directory, touched, onError));
  return {
    reload,
    close: () => {
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
    },
  };
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

function watching(directory: string, touched: () => void, onError: (error: Error) => void): FSWatcher[] {
  const failed = (cause: unknown): void =>
    onError(new Error('the configuration file is not watched any more; send SIGHUP after a change', { cause }));
  try {
    return [watch(directory, touched).on('error', failed)];
  } catch (error) {
    failed(error);
    return [];
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
