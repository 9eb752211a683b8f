import { z } from 'zod';
import { nearest } from './nearest.ts';
import type { Path } from './problems.ts';

/** `key`: the key itself is wrong, not its value. */
export type Found = { readonly path: Path; readonly message: string; readonly key?: boolean };

const nouns: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map of keys',
  record: 'a map of keys',
  null: 'nothing',
};

/**
 * What is wrong and what is allowed, for one issue of zod; never the value, which may be a secret.
 * Unknown keys get one line each, in the order of the issue's keys.
 */
export const explain: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      return needs(nouns[issue.expected] ?? issue.expected, issue.input);
    case 'invalid_value':
      return needs(oneOf(issue.values), issue.input);
    case 'unrecognized_keys': {
      const allowed = issue.inst instanceof z.ZodObject ? Object.keys(issue.inst.shape) : [];
      return issue.keys.map((key) => unknownKey(key, allowed)).join('\n');
    }
    case 'too_small':
      return `must be at least ${limit(issue.minimum, issue.origin)}`;
    case 'too_big':
      return `must be at most ${limit(issue.maximum, issue.origin)}`;
    case 'invalid_format':
      return issue.format === 'url'
        ? 'must be an address, as in https://host/path'
        : `must be text of the form ${issue.pattern ?? issue.format}`;
    case 'invalid_union':
      return alternatives(issue.errors, issue.input);
    case 'custom':
      return undefined;
    default:
      return 'this value is not allowed here';
  }
};

/** One flat list of what is wrong, in the value or in the key; of alternatives, the one most likely meant speaks. */
export function flatten(issues: readonly z.core.$ZodIssue[], parent: Path = []): Found[] {
  return issues.flatMap((issue) => {
    const path = [...parent, ...issue.path.map((part) => (typeof part === 'number' ? part : String(part)))];
    if (issue.code === 'unrecognized_keys') {
      const lines = issue.message.split('\n');
      return issue.keys.map((key, index) => ({
        path: [...path, key],
        message: lines[index] ?? 'unknown key',
        key: true,
      }));
    }
    const meant = issue.code === 'invalid_union' ? likeliest(issue.errors) : undefined;
    if (meant?.some((inner) => inner.code === 'unrecognized_keys' || inner.path.length > 0))
      return flatten(meant, path);
    return [{ path, message: issue.message, key: issue.code === 'custom' && issue.params?.['key'] === true }];
  });
}

type Alternatives = readonly (readonly z.core.$ZodIssue[])[];

/** What is wrong where nothing inside the value is to blame. */
function alternatives(errors: Alternatives, input: unknown): string {
  const [issue] = likeliest(errors) ?? [];
  if (issue) return issue.message;
  const allowed = errors.map(otherValue).filter((each) => each !== undefined);
  return allowed.length > 0 ? needs(allowed.join(' or '), input) : 'has none of the forms that are allowed here';
}

/** The alternative with the fewest unknown keys, then the fewest mistakes; none where no one fits best. */
function likeliest(errors: Alternatives): readonly z.core.$ZodIssue[] | undefined {
  const cost = (issues: readonly z.core.$ZodIssue[]): number =>
    issues.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? 10 * issue.keys.length : 1), 0);
  const candidates = errors.filter((issues) => otherValue(issues) === undefined);
  const least = Math.min(...candidates.map(cost));
  const best = candidates.filter((issues) => cost(issues) === least);
  return best.length === 1 ? best[0] : undefined;
}

/** What an alternative wants where it got another type or value altogether. */
function otherValue(issues: readonly z.core.$ZodIssue[]): string | undefined {
  for (const issue of issues.filter(({ path }) => path.length === 0)) {
    if (issue.code === 'invalid_type') return nouns[issue.expected] ?? issue.expected;
    if (issue.code === 'invalid_value') return oneOf(issue.values);
  }
  return undefined;
}

function needs(allowed: string, input: unknown): string {
  if (input === undefined) return `is missing; it needs ${allowed}`;
  if (input === null) return `is empty; it needs ${allowed}`;
  if (allowed === 'text' && typeof input === 'number') return 'a number stands where text is needed; put it in quotes';
  if (allowed === nouns['int'] && typeof input === 'number') return `must be ${allowed}`;
  const type = Array.isArray(input) ? 'array' : typeof input;
  const given = nouns[type] ?? type;
  return allowed.startsWith('one of') ? `must be ${allowed}` : `must be ${allowed}, not ${given}`;
}

function oneOf(values: readonly z.core.util.Primitive[]): string {
  const listed = values.map(String).join(', ');
  return values.length > 1 ? `one of: ${listed}` : listed;
}

function limit(number: number | bigint, origin: string): string {
  if (origin === 'array') return `${number} ${number === 1 ? 'entry' : 'entries'}`;
  if (origin === 'string') return `${number} ${number === 1 ? 'character' : 'characters'}`;
  return String(number);
}

const secretWord = /token|passw|secret|credential|(^|_)key$/i;

function unknownKey(key: string, allowed: readonly string[]): string {
  const references = allowed.filter((name) => /_(env|file)$/.test(name));
  const own = references.filter((name) => name === `${key}_env` || name === `${key}_file`);
  const list = `allowed: ${allowed.join(', ')}`;
  if (own.length > 0 || (secretWord.test(key) && !/_(env|file)$/.test(key))) {
    const use = own.length > 0 ? own : references;
    return `unknown key; a secret never stands here: ${use.length > 0 ? `use ${use.join(' or ')}` : list}`;
  }
  const meant = nearest(key, allowed);
  return `unknown key; ${meant === undefined ? '' : `did you mean "${meant}"? `}${list}`;
}
