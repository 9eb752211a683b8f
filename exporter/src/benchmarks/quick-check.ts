import { durationAnswer, frequencyAnswer, type Answer } from './answers.ts';
import type { QuickCheckMeans } from './quick-check-means.ts';

/** A team's own values, over one window and in the units of its measures. */
export type Delivery = {
  /** Seconds. */
  readonly change_lead_time?: number;
  /** A day, weekends included. */
  readonly deployment_frequency?: number;
  /** Seconds. */
  readonly failed_deployment_recovery_time?: number;
  /** 0 to 1. */
  readonly change_fail_rate?: number;
  readonly deployment_rework_rate?: number;
};

export type DeliveryMeasure = keyof Delivery;

/** From 0 to 10, where 10 is best. */
export type Scores = { readonly [M in DeliveryMeasure]?: number };
export type QuickCheck = {
  readonly overall: number;
  readonly throughput: number;
  readonly stability: number;
  readonly scores: { readonly [M in DeliveryMeasure]: number };
};

/** DORA's recoding: of an answer (1 to 6) and of a ratio that should be low. */
export function answerScore(answer: Answer): number {
  return (answer - 1) * 2;
}

function ratioScore(ratio: number): number {
  return 10 - 10 * ratio;
}

export function scoresOf(values: Delivery): Scores {
  const scored: { readonly [M in DeliveryMeasure]: (value: number) => number } = {
    change_lead_time: (seconds) => answerScore(durationAnswer(seconds)),
    deployment_frequency: (perDay) => answerScore(frequencyAnswer(perDay)),
    failed_deployment_recovery_time: (seconds) => answerScore(durationAnswer(seconds)),
    change_fail_rate: ratioScore,
    deployment_rework_rate: ratioScore,
  };
  return Object.fromEntries(
    (Object.keys(scored) as DeliveryMeasure[]).flatMap((measure) => {
      const value = values[measure];
      return value === undefined ? [] : [[measure, scored[measure](value)]];
    })
  );
}

/** DORA's Quick Check of 2025 from measured values; undefined where one of the five is not known. */
export function quickCheck(values: Delivery): QuickCheck | undefined {
  const scores = scoresOf(values);
  return isComplete(scores) ? { ...together(scores), scores } : undefined;
}

/** The same of a group's means. Editions before 2025 had no rework: stability is the fail rate alone, overall the mean of four. */
export function quickCheckOf(means: QuickCheckMeans): Omit<QuickCheck, 'scores'> {
  return together({
    change_lead_time: means.leadTime.mean,
    deployment_frequency: means.frequency.mean,
    failed_deployment_recovery_time: means.recovery.mean,
    change_fail_rate: means.failRate.mean,
    ...(means.rework && { deployment_rework_rate: means.rework.mean }),
  });
}

function together(scores: Scores): Omit<QuickCheck, 'scores'> {
  return {
    overall: mean(Object.values(scores)),
    throughput: mean(valuesOf(scores, ['change_lead_time', 'deployment_frequency', 'failed_deployment_recovery_time'])),
    stability: mean(valuesOf(scores, ['change_fail_rate', 'deployment_rework_rate'])),
  };
}

function isComplete(scores: Scores): scores is QuickCheck['scores'] {
  return Object.keys(scores).length === 5;
}

function valuesOf(scores: Scores, measures: readonly DeliveryMeasure[]): number[] {
  return measures.flatMap((measure) => scores[measure] ?? []);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
