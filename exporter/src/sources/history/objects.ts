import type { Repository } from './repository.ts';

/** The times of a commit or an annotated tag as they are stored, in milliseconds since 1970. */
export type StoredTimes = {
  readonly authoredAt?: number | undefined;
  readonly committedAt?: number | undefined;
  readonly taggedAt?: number | undefined;
};

/**
 * Reads the raw headers of commits and tags, by their whole ids. git's own date formats end where its unsigned seconds
 * end: before 1970 they print nothing or nonsense.
 */
export async function readTimes(
  repository: Repository,
  ids: readonly string[]
): Promise<ReadonlyMap<string, StoredTimes>> {
  const times = new Map<string, StoredTimes>();
  if (ids.length === 0) return times;
  const text = await repository.text(['cat-file', '--batch'], ids);
  for (let at = 0; at < text.length;) {
    // "<id> <type> <size>\n<content>\n", or "<id> missing\n"
    const start = text.indexOf('\n', at) + 1;
    const [id = '', , size] = text.slice(at, start).split(' ');
    if (size === undefined) {
      at = start;
      continue;
    }
    const end = start + Number(size);
    const message = text.indexOf('\n\n', start);
    const header = text.slice(start, message < 0 ? end : Math.min(message, end));
    times.set(id, {
      authoredAt: timeOf(header, /^author .*?(-?\d+)(?: [-+]\d+)?$/m),
      committedAt: timeOf(header, /^committer .*?(-?\d+)(?: [-+]\d+)?$/m),
      taggedAt: timeOf(header, /^tagger .*?(-?\d+)(?: [-+]\d+)?$/m),
    });
    at = end + 1;
  }
  return times;
}

/** The commits that ids lead to, also through tags of tags; undefined where it is something else or not there. */
export async function peelToCommits(repository: Repository, ids: readonly string[]): Promise<(string | undefined)[]> {
  if (ids.length === 0) return [];
  const checked = await repository.text(
    ['cat-file', '--batch-check'],
    ids.map((id) => `${id}^{commit}`)
  );
  const lines = checked.split('\n');
  return ids.map((_, index) => /^([0-9a-f]+) commit \d+$/.exec(lines[index] ?? '')?.[1]);
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
