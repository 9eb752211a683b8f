import * as yaml from 'yaml';
import type { Path } from './problems.ts';
import { find, pathAt } from './yaml-paths.ts';

export type Place = { readonly line: number; readonly column: number };
export type SyntaxProblem = Place & {
  readonly path: Path;
  readonly message: string;
  /** From here on, what was read is a guess. */
  readonly breaks: boolean;
};

export type YamlText = {
  /** What was read; where the syntax is broken, the part that could be. */
  readonly value: unknown;
  readonly problems: readonly SyntaxProblem[];
  /** The line of the first one that breaks; Infinity where the text is whole. */
  readonly brokenFrom: number;
  /** Whether something stands at a path. */
  readonly has: (path: Path) => boolean;
  /** Where a value stands; of an absent one, where the nearest parent that is there does. */
  readonly place: (path: Path) => Place;
  /** Where the key stands. */
  readonly keyPlace: (path: Path) => Place;
};

/** Reads one YAML 1.2 document, with anchors and merge keys. Never throws: problems are part of the answer. */
export function readYaml(text: string): YamlText {
  const lines = new yaml.LineCounter();
  // prettyErrors would quote lines of the file, and with them secrets.
  const document = yaml.parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    merge: true,
    logLevel: 'error',
  });
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const tell = (offset: number, message: string, breaks = false): SyntaxProblem => {
    // A document's last value ends where the next document starts.
    const path = text.startsWith('---', offset) ? [] : pathAt(document.contents, offset);
    return { ...at(offset), path, message, breaks };
  };

  const problems = [...document.errors, ...document.warnings].map(({ code, pos: [offset] }) => {
    const told = tell(offset, meanings[code] ?? 'this is no valid YAML here', !harmless.has(code));
    // An open quote is noticed at the end of the file, but stands where the value starts.
    const start = code === 'MISSING_CHAR' && told.path.length > 0 ? find(document, told.path).value : offset;
    return { ...told, ...at(start) };
  });
  for (const offset of withoutUnknownAnchors(document)) {
    problems.push(tell(offset, 'no such anchor stands before this alias'));
  }

  let value: unknown;
  try {
    // The limit stops a small file from unfolding without end; the package's own 100 would stop honest use of one anchor.
    value = document.toJS({ maxAliasCount: 10_000 });
  } catch {
    problems.push({
      ...at(0),
      path: [],
      message: 'the aliases unfold to too much; write the values out',
      breaks: true,
    });
  }
  problems.sort((a, b) => a.line - b.line || a.column - b.column);
  const broken = problems.find(({ breaks }) => breaks);
  return {
    value,
    // One mistake often makes the reader stumble several times in its line.
    problems: problems.filter(({ line }, index) => problems.findIndex((other) => other.line === line) === index),
    brokenFrom: broken?.line ?? Infinity,
    has: (path) => find(document, path).filled,
    place: (path) => at(find(document, path).value),
    keyPlace: (path) => at(find(document, path).key),
  };
}

const meanings: Partial<Record<yaml.ErrorCode, string>> = {
  DUPLICATE_KEY: 'this key is there twice; each may be there once',
  TAB_AS_INDENT: 'a tab indents this line; YAML allows spaces only',
  BAD_INDENT:
    'the indentation does not fit; entries of one map or list start in the same column, and brackets are closed',
  MISSING_CHAR: 'a closing quote, a bracket, or the ":" after a key is missing',
  BAD_DQ_ESCAPE: 'no such escape in double quotes; use single quotes, where a backslash stands for itself',
  BAD_SCALAR_START: 'text that starts with this character needs quotes',
  BLOCK_AS_IMPLICIT_KEY: 'a second ":" in one line; put text that holds ": " in quotes, or indent the next key',
  MULTILINE_IMPLICIT_KEY: 'a key and its ":" stand on one line',
  UNEXPECTED_TOKEN: 'this does not fit what stands before it; put text with special characters in quotes',
  MULTIPLE_DOCS: 'the file holds more than one document ("---"); only one is allowed',
  TAG_RESOLVE_FAILED: 'unknown tag; leave out the "!"',
};

/** Mistakes that leave the rest of the file as it was meant. */
const harmless: ReadonlySet<yaml.ErrorCode> = new Set([
  'DUPLICATE_KEY',
  'BAD_DQ_ESCAPE',
  'BAD_SCALAR_START',
  'TAG_RESOLVE_FAILED',
  'MULTIPLE_DOCS',
]);

/** Replaces aliases of unknown anchors, which cannot be read, by nothing; gives their places. */
function withoutUnknownAnchors(document: yaml.Document): number[] {
  const offsets: number[] = [];
  yaml.visit(document, {
    Alias(_, alias) {
      if (alias.resolve(document) !== undefined) return undefined;
      offsets.push(alias.range?.[0] ?? 0);
      const nothing = new yaml.Scalar(null);
      nothing.range = alias.range ?? null;
      return nothing;
    },
  });
  return offsets;
}
