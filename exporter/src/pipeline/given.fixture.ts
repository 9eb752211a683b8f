import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Fact, LinkRules } from '#domain/facts.ts';
import { day } from '#domain/window.ts';
import type { Batch, Source } from '#sources/source.ts';
import type { Database } from '#store/database.ts';
import { openStore } from '#store/open.ts';

/** A source that gives these batches, in this order, whatever the cursor; what `fails` throws comes after them. */
export function givenSource(name: string, batches: readonly Batch[], fails?: () => Error): Source {
  const rules: LinkRules = { deployments: true, rollbacks: true, reverts: true, patchWithin: 0, incidentsWithin: day };
  return {
    name,
    rules,
    interval: day,
    async *pull() {
      for (const batch of batches) {
        await setImmediate();
        yield batch;
      }
      if (fails) throw fails();
    },
  };
}

export function emptyStore(): Promise<Database> {
  return openStore({ directory: mkdtempSync(join(tmpdir(), 'waymark-pipeline-')) });
}

const repository = 'acme/shop';
const start = Date.UTC(2026, 0, 1);

/** A line of commits, one a day, each a change; every `stride`-th is deployed the hour after. Worked by index. */
export function lineOfFacts(length: number, stride: number): Fact[] {
  const sha = (n: number): string => n.toString(16).padStart(40, '0');
  return Array.from({ length }, (_, n): Fact[] => {
    const at = start + n * day;
    const reverts = n > 0 && n % 5 === 0 ? [sha(n - 1)] : [];
    return [
      {
        fact: 'commit',
        repository,
        sha: sha(n),
        parents: n === 0 ? [] : [sha(n - 1)],
        authoredAt: at,
        committedAt: at,
        reverts,
      },
      { fact: 'change', repository, id: sha(n), kind: 'commit', sha: sha(n), authoredAt: at, mergedAt: at, bot: false },
      ...(n % stride === 0 ? [deployment(sha(n), at + day / 24)] : []),
    ];
  }).flat();
}

export function deployment(sha: string, finishedAt: number): Fact {
  return {
    fact: 'deployment',
    repository,
    id: `d-${sha}`,
    service: '',
    environment: 'production',
    production: true,
    version: '',
    sha,
    startedAt: finishedAt,
    finishedAt,
    outcome: 'success',
  };
}
