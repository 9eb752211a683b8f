import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe } from '@jest/globals';
import { second } from '#domain/window.ts';
import { type Asked, type Reply, serve, start, type TestServer } from './server.fixture.ts';

/**
 * Answers that GitHub once sent (README.md beside them: origin, licence, which were altered by hand). They lie beside
 * the project, not in it.
 */
const recordings = resolve(import.meta.dirname, '../../../../../shared/data/github-recordings');
export const suite = existsSync(recordings) ? describe : describe.skip;
if (suite === describe.skip) console.warn('skipped: recorded answers of GitHub (the shared data is not here)');

export type Recording = {
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly query: Readonly<Record<string, string>>;
  };
  readonly response: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: unknown;
  };
  readonly relative_times?: readonly { readonly where: string; readonly offset_s: number; readonly format: string }[];
};

/** The names of the recordings of one kind; none where they are not here. */
export function named(folder: string): string[] {
  return suite === describe.skip ? [] : readdirSync(join(recordings, folder)).map((file) => `${folder}/${file}`);
}

export function recording(name: string): Recording {
  return JSON.parse(readFileSync(join(recordings, name), 'utf8')) as Recording;
}

export function recorded(name: string): unknown {
  return recording(name).response.body;
}

const ours = new Set(['content-length', 'content-encoding', 'transfer-encoding']);

/** As it was sent, by a server at this address; what was relative to the moment of recording is so to `start`. */
function replyOf({ response, relative_times: times = [] }: Recording, url: string): Reply {
  const {
    status,
    headers: given,
    body = '',
  } = JSON.parse(JSON.stringify(response).replaceAll('https://api.github.com', url)) as Recording['response'];
  const headers = Object.fromEntries(Object.entries(given).filter(([name]) => !ours.has(name)));
  for (const { where, offset_s: offset, format } of times) {
    const [, header] = /^header (.*)/.exec(where) ?? [];
    const at = start + offset * second;
    if (header !== undefined) headers[header] = format === 'unix' ? String(at / second) : new Date(at).toUTCString();
  }
  return { status, headers, body };
}

/** Gives one recording after the other, and the last one for ever. */
export async function replay(...names: readonly string[]): Promise<TestServer> {
  const server: TestServer = await serve((_: Asked, count: number) =>
    replyOf(recording(names[Math.min(count, names.length) - 1]!), server.url)
  );
  return server;
}
