/** One row of the benchmark. */
export type Measured = {
  readonly name: string;
  readonly value: number;
  readonly unit: 'ratio' | 'facts/s' | 'MB' | 'rows' | 's' | 'requests' | 'points';
  /** The bound that the value should keep; null where there is none to keep. */
  readonly goal: number | null;
  readonly better: 'lower' | 'higher';
  /** What the value was made of, for the table. */
  readonly detail: string;
};

/**
 * One thing to measure, in a process of its own.
 * @param report is told each row as soon as it is known
 * @param directory is empty, on the disk of the checkout, and thrown away afterwards
 */
export type Case = (report: (row: Measured) => void, directory: string) => Promise<void>;

export function holds({ value, goal, better }: Measured): boolean {
  return goal === null || (better === 'lower' ? value <= goal : value >= goal);
}
