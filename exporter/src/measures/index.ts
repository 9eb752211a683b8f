import { changeFailRate } from './change-fail-rate.ts';
import { changeLeadTime } from './change-lead-time.ts';
import { changesPerDeployment } from './changes-per-deployment.ts';
import { deploymentFrequency } from './deployment-frequency.ts';
import { deploymentReworkRate } from './deployment-rework-rate.ts';
import { failedDeploymentRecoveryTime } from './failed-deployment-recovery-time.ts';
import { undeployedChangeAge } from './undeployed-change-age.ts';
import { undeployedChanges } from './undeployed-changes.ts';

/** Every measure, in the order in which people read them. To add one: its file, its test and a line here. */
export const measures = [
  deploymentFrequency,
  changeLeadTime,
  failedDeploymentRecoveryTime,
  changeFailRate,
  deploymentReworkRate,
  changesPerDeployment,
  undeployedChanges,
  undeployedChangeAge,
] as const;

export type MeasureName = (typeof measures)[number]['name'];
