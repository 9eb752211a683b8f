/** Half-open spans of time, `from` ≤ t < `to`, in milliseconds since 1970. */
export type Window = {
  readonly from: number;
  readonly to: number;
  /** The calendar's days in it, of 23 to 25 hours each; absent: days of 24 hours. */
  readonly days?: number;
};

export const second = 1000;
export const hour = 3600 * second;
export const day = 24 * hour;

/** The trailing window of a length that ends now: n × 24 h, whatever the clocks did. */
export function trailing(length: number, now: number): Window {
  return { from: now - length, to: now };
}
