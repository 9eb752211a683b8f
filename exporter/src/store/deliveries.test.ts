import { expect, test } from '@jest/globals';
import { day } from '#domain/window.ts';
import { deliveryStatements, wasDelivered } from './deliveries.ts';
import { onEachEngine } from './engines.fixture.ts';

onEachEngine((engine) => {
  test('a delivery is remembered by source and digest for thirty days', async () => {
    const database = await engine.open();
    const now = 100 * day;
    await database.write([...deliveryStatements('a', 'one', now), ...deliveryStatements('a', 'one', now + 1)]);
    expect(await wasDelivered(database, 'a', 'one')).toBe(true);
    expect(await wasDelivered(database, 'b', 'one')).toBe(false);
    expect(await wasDelivered(database, 'a', 'two')).toBe(false);
    await database.write(deliveryStatements('a', 'two', now + 30 * day));
    expect(await wasDelivered(database, 'a', 'one')).toBe(true);
    await database.write(deliveryStatements('a', 'three', now + 30 * day + 1));
    expect(await wasDelivered(database, 'a', 'one')).toBe(false);
    expect(await wasDelivered(database, 'a', 'two')).toBe(true);
  });
});
