import { spawn } from 'node:child_process';

/** How git ended when it did not end well. Its words hold no secret and are no basis for logic but in failure.ts. */
export class GitFailure extends Error {
  readonly command: string;
  /** Exit status, or the name of the signal or of the system's error (ENOENT: no git here). */
  readonly status: number | string;
  readonly words: string;

  constructor(command: string, status: number | string, words: string) {
    super(`git ${command} ended with ${String(status)}: ${words}`);
    this.name = 'GitFailure';
    this.command = command;
    this.status = status;
    this.words = words;
  }
}

export type GitSettings = {
  /** Settings of git for this call alone; they travel in the environment, so they may say where a secret is. */
  readonly settings?: readonly (readonly [key: string, value: string])[];
  readonly variables?: Readonly<Record<string, string>>;
  /** Blotted out of whatever git says. */
  readonly secrets?: readonly string[];
};

export type GitCall = GitSettings & {
  readonly inherited: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** Lines for git's standard input. */
  readonly input?: readonly string[];
};

/** What git needs of the process around it: to find itself, the way out, and whom to trust. Nothing else is handed on. */
const passedOn = [
  ...['PATH', 'HOME', 'USER', 'LOGNAME', 'TMPDIR', 'LD_LIBRARY_PATH', 'SSH_AUTH_SOCK', 'GIT_EXEC_PATH'],
  ...['http_proxy', 'https_proxy', 'all_proxy', 'no_proxy', 'HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY'],
  ...[
    'SSL_CERT_FILE',
    'SSL_CERT_DIR',
    'CURL_CA_BUNDLE',
    'GIT_SSL_CAINFO',
    'GIT_SSL_CAPATH',
    'GIT_SSL_CERT',
    'GIT_SSL_KEY',
  ],
];

const always: Readonly<Record<string, string>> = {
  LC_ALL: 'C',
  GIT_TERMINAL_PROMPT: '0',
  GIT_ASKPASS: '',
  // A user's aliases, helpers and rewritten addresses must not change what is collected.
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_OPTIONAL_LOCKS: '0',
  // The history as it was committed: neither replaced nor grafted.
  GIT_NO_REPLACE_OBJECTS: '1',
  GIT_GRAFT_FILE: '/dev/null',
  // Reading never asks the network for what a partial clone left out.
  GIT_NO_LAZY_FETCH: '1',
  GIT_ALLOW_PROTOCOL: '',
};

const alwaysSet: readonly (readonly [string, string])[] = [
  ['safe.directory', '*'],
  ['core.hooksPath', '/dev/null'],
  ['core.fsmonitor', 'false'],
  ['i18n.logOutputEncoding', 'UTF-8'],
  ['gc.autoDetach', 'false'],
  ['maintenance.autoDetach', 'false'],
];

/**
 * What git writes to its standard output, as latin1 text: one character a byte. Throws GitFailure where git fails, the
 * signal's reason where it is aborted; git is ended with the loop that reads it.
 */
export async function* gitOutput(args: readonly string[], call: GitCall): AsyncGenerator<string, void, undefined> {
  call.signal.throwIfAborted();
  const child = spawn('git', args, { env: environmentOf(call), stdio: ['pipe', 'pipe', 'pipe'], detached: true });
  let running = true;
  const ended = new Promise<number | string>((resolve) => {
    child.once('error', (error) => {
      running = false;
      resolve('code' in error ? String(error.code) : error.name);
    });
    child.once('close', (code, signal) => {
      running = false;
      resolve(code ?? signal ?? 'unknown');
    });
  });
  const stop = () => {
    if (running) endGroup(child.pid);
  };
  call.signal.addEventListener('abort', stop, { once: true });
  let words = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-20_000);
  });
  // A git that ends early closes its input; its status tells why.
  child.stdin.on('error', () => undefined);
  child.stdin.end((call.input ?? []).map((line) => `${line}\n`).join(''));
  try {
    child.stdout.setEncoding('latin1');
    for await (const text of child.stdout) yield text as string;
    const status = await ended;
    call.signal.throwIfAborted();
    if (status !== 0)
      throw new GitFailure(args.find((each) => /^[a-z]/.test(each)) ?? '', status, said(words, call.secrets));
  } finally {
    call.signal.removeEventListener('abort', stop);
    stop();
    await ended;
  }
}

/** With what git started (its transports go on when it is killed), for which it leads a group of processes. */
function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid);
  } catch {
    // It has ended meanwhile.
  }
}

/** The whole output; for what is short. */
export async function gitText(args: readonly string[], call: GitCall): Promise<string> {
  let text = '';
  for await (const part of gitOutput(args, call)) text += part;
  return text;
}

/** Names are UTF-8 in git; what gitOutput gives is bytes. */
export function decoded(bytes: string): string {
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** What git needs of the environment of our process. */
export function inherited(variable: (name: string) => string | undefined): Record<string, string> {
  return Object.fromEntries(
    passedOn.flatMap((name) => {
      const value = variable(name);
      return value === undefined ? [] : [[name, value]];
    })
  );
}

function environmentOf(call: GitCall): Record<string, string> {
  const environment: Record<string, string> = { ...call.inherited, ...always, ...call.variables };
  const pairs = [...alwaysSet, ...(call.settings ?? [])];
  environment['GIT_CONFIG_COUNT'] = String(pairs.length);
  for (const [index, [key, value]] of pairs.entries()) {
    environment[`GIT_CONFIG_KEY_${String(index)}`] = key;
    environment[`GIT_CONFIG_VALUE_${String(index)}`] = value;
  }
  return environment;
}

/** git's own lines, without what the other side says, without secrets, and short. */
function said(words: string, secrets: readonly string[] = []): string {
  const lines = words.split(/[\r\n]+/).filter((line) => line !== '' && !/^(?:remote|warning|hint):/.test(line));
  let text = lines.join('; ');
  for (const secret of secrets) if (secret !== '') text = text.replaceAll(secret, '***');
  return text.replace(/(:\/\/)[^/@\s]*@/g, '$1***@').slice(0, 400);
}
