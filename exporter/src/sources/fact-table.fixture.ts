import type { Fact } from '#domain/facts.ts';
import type { Batch, Source } from './source.ts';

/** What a store holds after pulls: facts by their natural key, what was swept gone. */
export class FactTable {
  readonly #facts = new Map<string, { fact: Fact; pull: number }>();
  #pull = 0;
  cursor: string | undefined;
  skipped: Readonly<Record<string, number>> = {};

  /** Pulls to the end and keeps what it gave; stops after `batches`, as a process that is killed does. */
  async pull(source: Source, batches = Infinity): Promise<Batch[]> {
    const given: Batch[] = [];
    this.#pull++;
    this.skipped = {};
    if (batches === 0) return given;
    for await (const batch of source.pull({ cursor: this.cursor, now: 0, signal: new AbortController().signal })) {
      given.push(batch);
      this.#store(batch);
      if (given.length >= batches) break;
    }
    return given;
  }

  #store(batch: Batch): void {
    for (const fact of batch.facts) this.#facts.set(keyOf(fact), { fact, pull: this.#pull });
    for (const { repository, fact: kind } of batch.sweep ?? []) {
      for (const [key, { fact, pull }] of this.#facts) {
        if (fact.repository === repository && fact.fact === kind && pull !== this.#pull) this.#facts.delete(key);
      }
    }
    if (batch.cursor !== undefined) this.cursor = batch.cursor;
    for (const { reason, count } of batch.skipped ?? []) this.skipped = { ...this.skipped, [reason]: count };
  }

  /** The facts of a kind, in the order of their keys. */
  all<Kind extends Fact['fact']>(kind: Kind): Extract<Fact, { fact: Kind }>[] {
    return [...this.#facts]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { fact }]) => fact)
      .filter((fact): fact is Extract<Fact, { fact: Kind }> => fact.fact === kind);
  }
}

function keyOf(fact: Fact): string {
  const own = fact.fact === 'commit' ? fact.sha : fact.fact === 'pull_head' ? String(fact.number) : fact.id;
  return `${fact.fact} ${fact.repository} ${own}`;
}
