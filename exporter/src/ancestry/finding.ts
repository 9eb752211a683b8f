import type { FailureEvidence } from '#domain/facts.ts';

/** One piece of evidence that a deployment failed, and the deployment that ended it; both by their index in order. */
export type Finding = {
  readonly evidence: FailureEvidence;
  readonly failed: number;
  /** Absent: not recovered yet. */
  readonly fix?: number;
};
