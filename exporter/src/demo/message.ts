import type { Random } from './random.ts';

const verbs = ['Add', 'Show', 'Speed up', 'Simplify', 'Fix', 'Keep', 'Validate', 'Retry', 'Translate', 'Test'] as const;
const things = [
  'the basket total',
  'voucher codes',
  'address lookup',
  'the payment form',
  'card tokens',
  'refunds',
  'the receipt',
  'currency rounding',
  'the order summary',
  'partial captures',
  'delivery slots',
  'the settlement report',
] as const;

/** What a change might be called. */
export function title(random: Random): string {
  return `${random.pick(verbs)} ${random.pick(things)}`;
}
