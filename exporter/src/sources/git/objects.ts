import type { Repository } from './repository.ts';

/** The header of a commit or tag as it is stored, without its message; times in milliseconds since 1970. */
export type StoredObject = {
  readonly type: string;
  readonly sha: string;
  /** What a tag stands on. */
  readonly target?: string;
  readonly authoredAt?: number;
  readonly committedAt?: number;
  readonly taggedAt?: number;
};

/**
 * Reads commits and tags from their raw headers, in the order asked for; undefined for what is not there or is neither.
 * git's own date formats end where its unsigned seconds end: before 1970 they print nothing or nonsense.
 */
export async function readObjects(
  repository: Repository,
  ids: readonly string[]
): Promise<(StoredObject | undefined)[]> {
  if (ids.length === 0) return [];
  // The types first: a tag may stand on a file of any size.
  const checked = (await repository.text(['cat-file', '--batch-check'], ids)).split('\n');
  const types = ids.map((_, index) => /^([0-9a-f]+) (commit|tag) \d+$/.exec(checked[index] ?? ''));
  const wanted = types.flatMap((found) => found?.[1] ?? []);
  const text = wanted.length === 0 ? '' : await repository.text(['cat-file', '--batch'], wanted);
  let at = 0;
  return types.map((found): StoredObject | undefined => {
    if (!found) return undefined;
    const start = text.indexOf('\n', at) + 1;
    const end = start + Number(text.slice(at, start).split(' ')[2]);
    at = end + 1;
    const message = text.indexOf('\n\n', start);
    return parseHeader(found[1] ?? '', found[2] ?? '', text.slice(start, message < 0 ? end : Math.min(message, end)));
  });
}

function parseHeader(sha: string, type: string, header: string): StoredObject {
  const target = type === 'tag' ? /^object ([0-9a-f]+)$/m.exec(header)?.[1] : undefined;
  const times = {
    authoredAt: timeOf(header, /^author .*?(-?\d+)(?: [-+]\d+)?$/m),
    committedAt: timeOf(header, /^committer .*?(-?\d+)(?: [-+]\d+)?$/m),
    taggedAt: timeOf(header, /^tagger .*?(-?\d+)(?: [-+]\d+)?$/m),
  };
  const known = Object.fromEntries(Object.entries(times).filter(([, time]) => time !== undefined));
  return { type, sha, ...(target !== undefined && { target }), ...known };
}

function timeOf(header: string, line: RegExp): number | undefined {
  return milliseconds(line.exec(header)?.[1] ?? '');
}

/** From git's seconds; undefined where there is no number or none that a date can hold. */
export function milliseconds(seconds: string): number | undefined {
  if (seconds === '') return undefined;
  const time = Number(seconds) * 1000;
  return Math.abs(time) <= 8.64e15 ? time : undefined;
}
