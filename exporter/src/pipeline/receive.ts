import { createHash } from 'node:crypto';
import { SourceError } from '#sources/errors.ts';
import type { Batch, Delivery, Source } from '#sources/source.ts';
import { counterStatements } from '#store/counters.ts';
import { readSourceState } from '#store/cursors.ts';
import type { Database } from '#store/database.ts';
import { deliveryStatements, wasDelivered } from '#store/deliveries.ts';
import { batchStatements } from './batch.ts';

/**
 * What became of a delivery: its facts are stored (or were, when it came before), it is of no interest, no source knows
 * its signature, no source takes any, it cannot be read, or cannot be taken just now.
 */
export type Receipt = 'stored' | 'repeated' | 'ignored' | 'unsigned' | 'unknown' | 'refused' | 'unavailable';

/** What a delivery changed; it is not linked yet. */
export type Received = {
  readonly source: Source;
  readonly facts: number;
  readonly repositories: ReadonlySet<string>;
  /** The source should be pulled now. */
  readonly due: boolean;
};

/** Stores what each source that knows the signature makes of a delivery. Two that share a secret each take their part. */
export async function receiveDelivery(
  database: Database,
  sources: readonly Source[],
  delivery: Delivery
): Promise<{ readonly receipt: Receipt; readonly received: readonly Received[] }> {
  const receipts: Receipt[] = [];
  const received: Received[] = [];
  for (const source of sources) {
    if (source.receive === undefined) continue;
    let batch: Batch | undefined;
    try {
      batch = await source.receive(delivery);
    } catch (error) {
      receipts.push(await failed(database, source, error, delivery.signal));
      continue;
    }
    const { receipt, facts } = await stored(database, source, batch, delivery);
    receipts.push(receipt);
    const due = batch?.due === true;
    if (facts > 0 || due) received.push({ source, facts, repositories: namesIn(batch), due });
  }
  return { receipt: weightiest.find((receipt) => receipts.includes(receipt)) ?? 'unknown', received };
}

/** Of what several sources say the first counts: a delivery that one could not take must be sent again. */
const weightiest: readonly Receipt[] = ['unavailable', 'refused', 'stored', 'repeated', 'ignored', 'unsigned'];

async function stored(
  database: Database,
  source: Source,
  batch: Batch | undefined,
  { body, now }: Delivery
): Promise<{ readonly receipt: Receipt; readonly facts: number }> {
  const { facts = [], skipped = [] } = batch ?? {};
  if (facts.length === 0 && skipped.length === 0) return { receipt: 'ignored', facts: 0 };
  // By what was signed: whoever repeats a delivery can give it another id. An old one again would bring the past back.
  const digest = createHash('sha256').update(body).digest('hex');
  if (await wasDelivered(database, source.name, digest)) return { receipt: 'repeated', facts: 0 };
  // Counted to the next pull: neither the sweep of one that runs nor of the next, whose lists may lag behind, takes it.
  const pull = ((await readSourceState(database, source.name))?.pull ?? 0) + 1;
  await database.write([
    // One thing tells nothing of the others: it moves no cursor, sweeps nothing and makes nothing complete.
    ...batchStatements(source.name, { facts, skipped }, pull),
    ...deliveryStatements(source.name, digest, now),
  ]);
  return { receipt: facts.length > 0 ? 'stored' : 'ignored', facts: facts.length };
}

async function failed(database: Database, source: Source, error: unknown, signal: AbortSignal): Promise<Receipt> {
  if (signal.aborted) return 'unavailable';
  if (!(error instanceof SourceError)) throw error;
  if (error.reason === 'unauthorized') return 'unsigned';
  await database.write(counterStatements(source.name, [{ name: 'errors', key: error.reason, value: 1 }]));
  return error.reason === 'unexpected_response' ? 'refused' : 'unavailable';
}

function namesIn(batch: Batch | undefined): ReadonlySet<string> {
  return new Set(batch?.facts.map(({ repository }) => repository));
}
