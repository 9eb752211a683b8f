import type { Measure } from './measure.ts';
import { waitingChanges } from './waiting-changes.ts';

/** A stock: its value is as of an instant, so its history is exact, too. */
export const undeployedChanges = {
  name: 'undeployed_changes',
  family: 'waymark_undeployed_changes',
  title: 'Undeployed changes',
  shortTitle: 'Undeployed changes',
  unit: 'changes',
  kind: 'stock',
  reads: 'deployments',
  better: 'lower',
  statistics: ['value'],
  definition:
    'Changes merged to the default branch that no successful production deployment has brought to users yet, as of ' +
    'an instant (of a period: its end). Changes of bots count. Not counted: open changes, and repositories of which ' +
    'no source knows the deployments.',
  why: 'Merged work is paid for, but no user has it yet, and the next deployment grows riskier with each change.',
  howToRead:
    'It rises with every merge and falls with every deployment, so a saw-tooth is healthy. A line that only climbs ' +
    'means that the way to production is blocked.',
  askNext: 'Could we deploy what waits right now, and if not, what is in the way?',
  guardrail: 'Change fail rate: empty the queue by deploying safely, not by deploying blindly.',
  observe: waitingChanges,
} as const satisfies Measure<'stock'>;
