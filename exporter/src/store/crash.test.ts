import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from '@jest/globals';
import type { ChildTask } from './child.fixture.ts';
import { readSourceState } from './cursors.ts';
import { onEachEngine } from './engines.fixture.ts';
import { source } from './facts.fixture.ts';

type Child = ChildProcessByStdio<null, Readable, null>;
const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const children = new Set<Child>();

function start(task: ChildTask): Child {
  const parameters = ['--import', path('typescript.fixture.mjs'), path('child.fixture.ts'), JSON.stringify(task)];
  const child = spawn(process.execPath, parameters, { stdio: ['ignore', 'pipe', 'inherit'] });
  children.add(child);
  return child;
}

async function kill(child: Child): Promise<void> {
  children.delete(child);
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

afterEach(() => Promise.all([...children].map(kill)));

onEachEngine((engine) => {
  test('a lock of another process is refused, and free when that process is killed', async () => {
    const location = await engine.place();
    const database = await engine.open(location);
    const child = start({ task: 'lock', location });
    for await (const line of createInterface(child.stdout)) {
      expect(line).toBe('held');
      break;
    }
    expect(await database.lock('a lock')).toBeUndefined();
    const another = await database.lock('another lock');
    expect(another).toBeDefined();
    await kill(child);
    // PostgreSQL needs a moment to see that the connection is gone.
    let release = await database.lock('a lock');
    for (let tries = 0; release === undefined && tries < 100; tries += 1) {
      await wait(50);
      release = await database.lock('a lock');
    }
    expect(release).toBeDefined();
    expect(await database.lock('a lock')).toBeUndefined();
    await release?.();
    expect(await database.lock('a lock')).toBeDefined();
  });

  test('twenty processes killed in the middle of storing lose nothing that they acknowledged', async () => {
    const location = await engine.place();
    const database = await engine.open(location);
    let acknowledged = 0;
    for (let round = 0; round < 20; round += 1) {
      const child = start({ task: 'ingest', location });
      const before = acknowledged;
      for await (const line of createInterface(child.stdout)) {
        acknowledged = Number(line);
        if (acknowledged - before > (round * 7) % 11) {
          // At another point of a write each time.
          await wait(round % 5);
          child.kill('SIGKILL');
        }
      }
      await kill(child);
      expect(acknowledged).toBeGreaterThan(before);
      const stored = Number((await readSourceState(database, source))?.cursor);
      expect(stored).toBeGreaterThanOrEqual(acknowledged);
    }
    const stored = Number((await readSourceState(database, source))?.cursor);
    const batches = await database.rows('SELECT merged_at, COUNT(*) AS n FROM changes GROUP BY 1 ORDER BY 1');
    expect(batches).toEqual(Array.from({ length: stored }, (_, index) => ({ merged_at: index + 1, n: 300 })));
  });
});
