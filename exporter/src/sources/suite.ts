import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FactTable } from './fact-table.fixture.ts';
import type { Source } from './source.ts';

/** An outer world with something in it. */
export type SuiteOrigin = {
  /** The same configuration each time, as after a restart. */
  readonly source: () => Source;
  /** Something more happens there. */
  readonly advance: () => Promise<void>;
  /** The names, logins and addresses of persons that it holds. */
  readonly persons: readonly string[];
  readonly close: () => Promise<void>;
};

const kinds = ['commit', 'pull_head', 'change', 'deployment'] as const;
const everything = (table: FactTable) => kinds.flatMap((kind) => table.all(kind));

/** What every source does, whatever it reads. */
export function describeSource(name: string, make: () => Promise<SuiteOrigin>): void {
  describe(`${name} behaves as a source`, () => {
    let origin: SuiteOrigin;
    const pulled = async () => {
      const table = new FactTable();
      const batches = await table.pull(origin.source());
      return { table, batches };
    };

    beforeAll(async () => {
      origin = await make();
    });
    afterAll(async () => {
      await origin.close();
    });

    test('it gives facts, and the same ones each time', async () => {
      const { table } = await pulled();
      expect(everything(table).length).toBeGreaterThan(0);
      expect(everything((await pulled()).table)).toEqual(everything(table));
    });

    test('a batch is small enough to be stored at once', async () => {
      const { batches } = await pulled();
      expect(Math.max(...batches.map(({ facts }) => facts.length))).toBeLessThanOrEqual(4000);
    });

    test('it says from when it is complete, and a cursor comes with the last batch', async () => {
      const { batches } = await pulled();
      expect(batches.flatMap(({ complete = [] }) => complete).length).toBeGreaterThan(0);
      expect(batches.at(-1)?.cursor).toEqual(expect.any(String));
    });

    test('no fact holds a person', async () => {
      const { table, batches } = await pulled();
      const text = JSON.stringify([everything(table), batches]).toLowerCase();
      for (const person of origin.persons) expect(text).not.toContain(person.toLowerCase());
    });

    test('times are whole milliseconds, whatever the time zone of the process', async () => {
      const { table } = await pulled();
      const times = everything(table).flatMap((fact) =>
        Object.entries(fact).flatMap(([key, value]) => (key.endsWith('At') ? [value as unknown] : []))
      );
      expect(times.every(Number.isInteger)).toBe(true);
      const zone = process.env['TZ'];
      process.env['TZ'] = 'Pacific/Kiritimati';
      try {
        expect(everything((await pulled()).table)).toEqual(everything(table));
      } finally {
        if (zone === undefined) delete process.env['TZ'];
        else process.env['TZ'] = zone;
      }
    });

    test('an aborted pull stops at once', async () => {
      const controller = new AbortController();
      const reason = new Error('stopped by the test');
      controller.abort(reason);
      const pull = origin.source().pull({ cursor: undefined, now: 0, signal: controller.signal });
      await expect(pull[Symbol.asyncIterator]().next()).rejects.toBe(reason);
    });

    test('a pull that goes on from a cursor reads nothing twice, moves the cursor when something happened, and ends where a fresh one does', async () => {
      const { table } = await pulled();
      const before = table.cursor;
      const again = await table.pull(origin.source());
      expect(again.flatMap(({ facts }) => facts)).toEqual([]);
      expect(table.cursor).toBe(before);

      await origin.advance();
      await table.pull(origin.source());
      expect(table.cursor).not.toBe(before);
      expect(everything(table)).toEqual(everything((await pulled()).table));
    });
  });
}
