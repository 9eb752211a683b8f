/** Which way a measure gets better. */
export type Direction = 'lower' | 'higher';

/** How far `to` is better than `from`, in the measure's unit; negative where it is worse. */
export function improvement(from: number, to: number, better: Direction): number {
  return better === 'lower' ? from - to : to - from;
}

/** Whether a value is as good as a line, or better. */
export function reaches(value: number, line: number, better: Direction): boolean {
  return improvement(line, value, better) >= 0;
}
