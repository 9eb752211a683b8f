import type { FailureEvidence } from '#domain/facts.ts';

/** One piece of evidence that a deployment failed, and what ended it; deployments by their index in order. */
export type Finding = {
  readonly evidence: FailureEvidence;
  readonly failed: number;
  /** The deployment that mended it. */
  readonly fix?: number;
  /** When it was over; absent: not yet. */
  readonly endedAt?: number;
};
