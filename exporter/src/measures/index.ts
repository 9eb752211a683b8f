import { changeCycleTime } from './change-cycle-time.ts';
import { changeFailRate } from './change-fail-rate.ts';
import { changeLeadTime } from './change-lead-time.ts';
import { changeReviewRounds } from './change-review-rounds.ts';
import { changeSize } from './change-size.ts';
import { changeStageShare } from './change-stage-share.ts';
import { changeStage } from './change-stage.ts';
import { changeUnreviewed } from './change-unreviewed.ts';
import { changesPerDeployment } from './changes-per-deployment.ts';
import { ciDuration } from './ci-duration.ts';
import { ciRecoveryTime } from './ci-recovery-time.ts';
import { ciRerun } from './ci-rerun.ts';
import { ciRuns } from './ci-runs.ts';
import { ciSuccess } from './ci-success.ts';
import { deploymentFrequency } from './deployment-frequency.ts';
import { deploymentReworkRate } from './deployment-rework-rate.ts';
import { failedDeploymentRecoveryTime } from './failed-deployment-recovery-time.ts';
import { flowArrivals } from './flow-arrivals.ts';
import { flowDistribution } from './flow-distribution.ts';
import { flowEffectiveObjectives } from './flow-effective-objectives.ts';
import { flowEfficiency } from './flow-efficiency.ts';
import { flowExpectation } from './flow-expectation.ts';
import { flowItemAge } from './flow-item-age.ts';
import { flowLoad } from './flow-load.ts';
import { flowObjectiveChangeShare } from './flow-objective-change-share.ts';
import { flowObjectiveShare } from './flow-objective-share.ts';
import { flowPastExpectation } from './flow-past-expectation.ts';
import { flowStability } from './flow-stability.ts';
import { flowTime } from './flow-time.ts';
import { flowUnplanned } from './flow-unplanned.ts';
import { flowVelocity } from './flow-velocity.ts';
import { openChangeAge } from './open-change-age.ts';
import { openChanges } from './open-changes.ts';
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
  changeCycleTime,
  changeStage,
  changeStageShare,
  changeSize,
  changeReviewRounds,
  changeUnreviewed,
  openChanges,
  openChangeAge,
  flowVelocity,
  flowArrivals,
  flowTime,
  flowEfficiency,
  flowLoad,
  flowItemAge,
  flowExpectation,
  flowPastExpectation,
  flowStability,
  flowDistribution,
  flowUnplanned,
  flowObjectiveShare,
  flowObjectiveChangeShare,
  flowEffectiveObjectives,
  ciDuration,
  ciRuns,
  ciSuccess,
  ciRecoveryTime,
  ciRerun,
] as const;

export type MeasureName = (typeof measures)[number]['name'];
