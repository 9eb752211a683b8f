export type Path = readonly (string | number)[];

/** What is wrong at one place of the file. The message never holds a secret's value. */
export type Problem = {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  readonly path: string;
  readonly message: string;
};

/** The configuration cannot be used; every problem of it at once, in the order of the file. */
export class ConfigError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(problemText).join('\n'));
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

/** `file:line:column: path: what is wrong and what is allowed`, on one line. */
export function problemText({ file, line, column, path, message }: Problem): string {
  return `${file}:${line}:${column}: ${redacted(path)}: ${redacted(message)}`;
}

/** `sources[0].deployments.tags`; a key that is no plain word is quoted; the whole file is `(file)`. */
export function pathText(path: Path): string {
  if (path.length === 0) return '(file)';
  return path
    .map((part) =>
      typeof part === 'number' ? `[${part}]` : /^[\w-]+$/.test(part) ? `.${part}` : `[${JSON.stringify(part)}]`
    )
    .join('')
    .replace(/^\./, '');
}

/** Why a file could not be read, as in ENOENT. */
export function reasonOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown reason';
}

/** Names are shown (a team's, a repository's); an address among them must not bring its password along. */
function redacted(text: string): string {
  return text.replace(/:\/\/[^/@\s"]*@/g, '://…@').replace(/\s*\n\s*/g, ' ');
}
