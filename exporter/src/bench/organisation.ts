import { createHash } from 'node:crypto';
import type { Random } from '#demo/random.ts';
import type { Team } from '#domain/team.ts';
import { day, second } from '#domain/window.ts';

/**
 * An organisation of 1.7 million facts, which a seed decides wholly. As in a GitHub of this size each change is a commit
 * and a run of its pipeline, and four of five are pull requests: of 1.7 million are 370,000 changes, as many commits,
 * 385,000 runs, 333,000 pull requests from opening to end (one in nine is open or was given up), 150,000 deployments
 * and 110,000 work items.
 */
export const size = {
  teams: 200,
  repositories: 1000,
  changes: 370_000,
  deployments: 150_000,
  abandoned: 37_000,
  items: 110_000,
};
export const now = Date.UTC(2026, 0, 1);
export const span = 730 * day;

export const from = now - span;

/** Activity up to and with each repository, as a share of the whole: few are busy, most are not. */
const upTo: readonly number[] = (() => {
  const weights = Array.from({ length: size.repositories }, (_, index) => 1 / (index + 6));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  let sum = 0;
  return weights.map((weight) => (sum += weight) / whole);
})();

export const teams: readonly Team[] = Array.from({ length: size.teams }, (_, team) => ({
  team: `team-${team}`,
  timeZone: 'UTC',
  owns: upTo.flatMap((_share, index) => (index % size.teams === team ? [{ repository: repositoryName(index) }] : [])),
}));

export const everyRepository: readonly number[] = [...upTo.keys()];

/** The repository in which this share of all activity is reached: evenly spread shares meet busy ones more often. */
export function repositoryAt(share: number): number {
  return upTo.findIndex((sum) => sum >= share);
}

export function repositoryName(index: number): string {
  return `acme/repository-${index}`;
}

/** How many of a whole are a repository's own. */
export function share(index: number, whole: number): number {
  return Math.round((upTo[index] ?? 1) * whole) - Math.round((upTo[index - 1] ?? 0) * whole);
}

/** Spreads things over the whole span, in order. */
export function within(number: number, count: number, random: Random): number {
  return from + Math.floor((span * (number + random.next())) / count / second) * second;
}

/** Milliseconds, whole seconds. */
export function logNormal(random: Random, median: number, sigma: number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
  return Math.round((median * Math.exp(sigma * normal)) / second) * second;
}

export function sha(index: number, number: number): string {
  return createHash('sha1').update(`${index} ${number}`).digest('hex');
}
