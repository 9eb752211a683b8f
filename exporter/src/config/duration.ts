import { day, hour, second } from '#domain/window.ts';

const units: Readonly<Record<string, number>> = { s: second, m: 60 * second, h: hour, d: day, w: 7 * day };
const century = 36_525 * day;

/** `7d` in milliseconds; undefined where the text is no duration, or longer than a century. A day is 24 h. */
export function parseDuration(text: string): number | undefined {
  const unit = units[text.slice(-1)];
  if (unit === undefined || !/^\d+[a-z]$/.test(text)) return undefined;
  const length = Number(text.slice(0, -1)) * unit;
  return length <= century ? length : undefined;
}
