/** A time as a BIGINT of both engines can be compared with it: whole, and finite. For `>=` and `<` alike. */
export function bound(time: number): number {
  return Math.max(Number.MIN_SAFE_INTEGER, Math.min(Math.ceil(time), Number.MAX_SAFE_INTEGER));
}
