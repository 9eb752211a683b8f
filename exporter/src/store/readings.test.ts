import { expect, test } from '@jest/globals';
import { onEachEngine } from './engines.fixture.ts';
import { readReadings, saveReadings } from './readings.ts';

onEachEngine((engine) => {
  test('what a query answered, by time; the newer answer counts', async () => {
    const database = await engine.open();
    const long = `sum(${'x'.repeat(4000)})`;
    await saveReadings(database, long, [
      { at: 30, value: 3 },
      { at: 10, value: 0.1 },
      { at: 20, value: NaN },
      { at: 30, value: 3.5 },
    ]);
    await saveReadings(database, long, [{ at: 10, value: 0.25 }]);
    await saveReadings(database, 'up', [{ at: 5, value: 1 }]);
    await saveReadings(database, 'up', []);
    expect(await readReadings(database, long, { from: -Infinity, to: Infinity })).toEqual([
      { at: 10, value: 0.25 },
      { at: 30, value: 3.5 },
    ]);
    expect(await readReadings(database, long, { from: 10, to: 30 })).toEqual([{ at: 10, value: 0.25 }]);
  });

  test('years of days at once', async () => {
    const database = await engine.open();
    const days = Array.from({ length: 1000 }, (_, index) => ({ at: index, value: index / 8 }));
    await saveReadings(database, 'up', days);
    expect(await readReadings(database, 'up', { from: 0, to: 1000 })).toEqual(days);
  });
});
