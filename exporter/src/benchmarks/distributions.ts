import { durationTexts, frequencyTexts, type Answer } from './answers.ts';
import { sources, type Mark, type Source } from './source.ts';

export type Group = {
  readonly text: string;
  /** Per cent of those who answered. */
  readonly share: number;
  /** Per cent with this answer or a better one: as printed, or summed. */
  readonly top: number;
  readonly mark: Mark;
};

export type Distribution = {
  readonly measure:
    'deployment_frequency' | 'change_lead_time' | 'failed_deployment_recovery_time' | 'change_fail_rate';
  readonly edition: string;
  readonly source: Source;
  /** From the best answer on. */
  readonly groups: readonly Group[];
};

/** A share, its mark, and what is printed as the sum so far where that differs by rounding. */
type Cell = readonly [number, Mark, number?];

function groups(texts: readonly string[], cells: readonly Cell[]): Group[] {
  let top = 0;
  return cells.map(([share, mark, printed], index) => {
    // The last sums up to all, whatever was rounded before.
    top = index === cells.length - 1 ? 100 : (printed ?? Math.round((top + share) * 10) / 10);
    return { text: texts[index] ?? '', share, top, mark };
  });
}

const bestFirst: readonly Answer[] = [6, 5, 4, 3, 2, 1];
const durations = bestFirst.map((answer) => durationTexts[answer]);
const frequencies = bestFirst.map((answer) => frequencyTexts[answer]);

/** Per cent, the upper ends included. */
export const failRateEnds = [2, 4, 8, 16, 100] as const;
const failRates = ['0 to 2 %', '2 to 4 %', '4 to 8 %', '8 to 16 %', 'more than 16 %'];

const of2025 = { edition: 'DORA 2025', source: sources.dora2025 };

/** Rework is not among them: its answers by group were not found. */
export const distributions: readonly Distribution[] = [
  {
    measure: 'deployment_frequency',
    ...of2025,
    groups: groups(frequencies, [
      [16.2, 'quoted'],
      [6.5, 'derived'],
      [21.9, 'quoted'],
      [31.5, 'quoted'],
      [20.3, 'recalled'],
      [3.6, 'recalled'],
    ]),
  },
  {
    measure: 'change_lead_time',
    ...of2025,
    groups: groups(durations, [
      [9.4, 'quoted'],
      [15, 'quoted'],
      [31.9, 'quoted', 56.4],
      [28.3, 'recalled'],
      [13.2, 'recalled'],
      [2, 'recalled'],
    ]),
  },
  {
    measure: 'failed_deployment_recovery_time',
    ...of2025,
    groups: groups(durations, [
      [21.3, 'quoted'],
      [35.3, 'quoted', 56.5],
      [28, 'recalled'],
      [9.4, 'recalled'],
      [4.9, 'recalled'],
      [1, 'recalled'],
    ]),
  },
  {
    measure: 'change_fail_rate',
    ...of2025,
    groups: groups(failRates, [
      [8.5, 'quoted'],
      [8.1, 'quoted', 16.7],
      [19.6, 'quoted', 36.2],
      [26, 'quoted'],
      [37.8, 'derived'],
    ]),
  },
];
