import { type DeploymentKind, type FailureEvidence, type LinkRules, failureEvidence } from '#domain/facts.ts';
import type { Finding } from './finding.ts';
import type { Deployment } from './first-deployment.ts';
import { type Graph, at } from './graph.ts';
import type { Hotfix } from './hotfixes.ts';
import type { Blame } from './incidents.ts';
import type { Placed } from './line.ts';
import { findPatches } from './patches.ts';
import type { Revert } from './reverts.ts';
import { findRollbacks } from './rollbacks.ts';

export type Judgement = {
  readonly kind: DeploymentKind;
  readonly failedBecause?: FailureEvidence;
  readonly recoveredAt?: number;
};

/** Later changes that take earlier ones back, or mend them. */
export type Answers = { readonly reverts: readonly Revert[]; readonly hotfixes: readonly Hotfix[] };

/**
 * Which of these deployments (in order) failed their users and which were made to repair that. The strongest evidence
 * says why and when it ended; of several pieces of that evidence, the one that ended first. What ends a failure is a
 * remediation, or a rollback where it is one; an incident ends by itself.
 */
export function judge(
  graph: Graph,
  line: readonly Placed[],
  { reverts, hotfixes }: Answers,
  deployments: readonly Deployment[],
  first: Int32Array,
  blames: ReadonlyMap<string, Blame>,
  rules: LinkRules
): Judgement[] {
  const findings = [
    ...blamed(deployments, blames),
    ...(rules.rollbacks ? findRollbacks(graph, deployments, first) : []),
    ...reverts.flatMap(({ reverted, by }) => answered('revert', line, reverted, by, first)),
    ...hotfixes.flatMap(({ mended, by }) => answered('hotfix', line, mended, by, first)),
    ...(rules.patchWithin > 0 ? findPatches(deployments, rules.patchWithin) : []),
  ];
  const kinds = new Map<number, DeploymentKind>();
  const reasons = new Map<number, Finding>();
  for (const finding of findings) {
    const { evidence, failed, fix } = finding;
    if (fix !== undefined && kinds.get(fix) !== 'rollback') {
      kinds.set(fix, evidence === 'rollback' ? 'rollback' : 'remediation');
    }
    const known = reasons.get(failed);
    if (known === undefined || isBetter(finding, known)) reasons.set(failed, finding);
  }
  return deployments.map((_, index) => {
    const reason = reasons.get(index);
    const recoveredAt = reason?.endedAt ?? deployments[reason?.fix ?? -1]?.finishedAt;
    return {
      kind: kinds.get(index) ?? 'regular',
      ...(reason !== undefined && { failedBecause: reason.evidence }),
      ...(recoveredAt !== undefined && { recoveredAt }),
    };
  });
}

function blamed(deployments: readonly Deployment[], blames: ReadonlyMap<string, Blame>): Finding[] {
  return deployments.flatMap(({ id }, failed): Finding[] => {
    const { evidence, endedAt } = blames.get(id) ?? {};
    return evidence === undefined ? [] : [{ evidence, failed, ...(endedAt !== undefined && { endedAt }) }];
  });
}

/**
 * A later change that answers an earlier one, by taking it back or mending it, speaks against the first deployment of the
 * earlier one, unless that already carried the answer.
 */
function answered(
  evidence: 'revert' | 'hotfix',
  line: readonly Placed[],
  earlier: number,
  later: number,
  first: Int32Array
): Finding[] {
  const failed = at(first, line[earlier]?.commit ?? -1);
  const fix = at(first, line[later]?.commit ?? -1);
  if (failed === -1 || (fix !== -1 && fix <= failed)) return [];
  return [fix === -1 ? { evidence, failed } : { evidence, failed, fix }];
}

function isBetter(finding: Finding, known: Finding): boolean {
  const stronger = failureEvidence.indexOf(known.evidence) - failureEvidence.indexOf(finding.evidence);
  return stronger !== 0 ? stronger > 0 : (finding.fix ?? Infinity) < (known.fix ?? Infinity);
}
