import { editions, type Centroid } from './centroids.ts';
import { answerScore, scoresOf, type Delivery, type Scores } from './quick-check.ts';

export type Nearest = {
  readonly edition: string;
  /** Of the nearest centroid; of all that are equally near. */
  readonly name: string;
  /** Root mean square over the metrics, from 0 (the same answers) to 10. */
  readonly distance: number;
  /** How many of the four are known. */
  readonly metrics: number;
  readonly source: string;
};

/** One metric says nothing of a cluster, two say little. */
const fewestMetrics = 3;

/** The nearest centroid of each edition that had levels, over all metrics at once; empty where too few are known. */
export function nearestCentroids(values: Delivery): Nearest[] {
  const { deployment_rework_rate: _, ...scores } = scoresOf(values);
  const metrics = Object.keys(scores).length;
  if (metrics < fewestMetrics) return [];
  return editions.map(({ edition, source, centroids }) => {
    const distances = centroids.map((centroid) => distance(scores, centroid));
    const least = Math.min(...distances);
    const names = centroids.flatMap(({ name }, index) => ((distances[index] ?? Infinity) - least < 1e-9 ? [name] : []));
    return { edition, name: names.join(' or '), distance: least, metrics, source: source.text };
  });
}

function distance(scores: Scores, { leadTime, frequency, recovery, failRate }: Centroid): number {
  const fail = scores.change_fail_rate;
  const gaps = [
    gap(scores.change_lead_time, answerScore(leadTime)),
    gap(scores.deployment_frequency, answerScore(frequency)),
    gap(scores.failed_deployment_recovery_time, answerScore(recovery)),
    // Anywhere in the band of the answer is no distance.
    fail === undefined ? undefined : Math.max(0, 10 - failRate.high / 10 - fail, fail - (10 - failRate.low / 10)),
  ].filter((one) => one !== undefined);
  return Math.sqrt(gaps.reduce((sum, one) => sum + one * one, 0) / gaps.length);
}

function gap(score: number | undefined, centre: number): number | undefined {
  return score === undefined ? undefined : score - centre;
}
