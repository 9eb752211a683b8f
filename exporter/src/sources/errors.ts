/**
 * The five ways in which the outer world fails a source. Each message says what to do about it, and never holds a secret.
 * Anything else that a source throws is a bug of ours.
 */
export const sourceErrorReasons = [
  'unauthorized',
  'not_found',
  'rate_limited',
  'unavailable',
  'unexpected_response',
] as const;
export type SourceErrorReason = (typeof sourceErrorReasons)[number];

export class SourceError extends Error {
  readonly reason: SourceErrorReason;
  /** For `rate_limited`: milliseconds since 1970 after which asking again makes sense. */
  readonly until: number | undefined;

  constructor(reason: SourceErrorReason, message: string, options: { cause?: unknown; until?: number } = {}) {
    super(message, { cause: options.cause });
    this.name = 'SourceError';
    this.reason = reason;
    this.until = options.until;
  }
}
