import type { Answer } from './answers.ts';
import { sources, type Mark, type Source } from './source.ts';

/** In per cent; the survey asked for bands until 2022, for a number since. */
type FailRate = { readonly low: number; readonly high: number };

/** The middle of a cluster of answers: no threshold, and of no meaning for one metric alone. */
export type Centroid = {
  readonly name: string;
  /** Per cent of those who answered; absent: not known. */
  readonly share?: number;
  readonly shareMark?: Mark;
  readonly leadTime: Answer;
  readonly frequency: Answer;
  readonly recovery: Answer;
  readonly failRate: FailRate;
};

export type Edition = {
  readonly edition: string;
  readonly mark: Mark;
  readonly source: Source;
  readonly centroids: readonly Centroid[];
};

type Row = readonly [string, number | undefined, Answer, Answer, Answer, number, number, Mark?];

/** Name, share, frequency, lead time, recovery, fail rate from and to. */
function centroid([name, share, frequency, leadTime, recovery, low, high, shareMark]: Row): Centroid {
  return {
    name,
    ...(share === undefined ? {} : { share }),
    ...(shareMark === undefined ? {} : { shareMark }),
    ...{ frequency, leadTime, recovery, failRate: { low, high } },
  };
}

function edition(name: string, mark: Mark, source: Source, rows: readonly Row[]): Edition {
  return { edition: name, mark, source, centroids: rows.map(centroid) };
}

/** No levels in 2020 (no report) and since 2025. Levels share answers, and in 2024 the fail rates of two cross. */
export const editions: readonly Edition[] = [
  edition('DORA 2018', 'read', sources.sodr2018, [
    // Elite is a part of High, which has 48.
    ['Elite', 7, 6, 6, 6, 0, 15],
    ['High', 48, 5, 4, 5, 0, 15],
    ['Medium', 37, 3, 3, 5, 0, 15],
    ['Low', 15, 3, 2, 3, 46, 60],
  ]),
  edition('DORA 2019', 'read', sources.sodr2019, [
    ['Elite', 20, 6, 5, 6, 0, 15],
    ['High', 23, 4, 4, 5, 0, 15],
    ['Medium', 44, 3, 3, 5, 0, 15],
    ['Low', 12, 2, 2, 3, 46, 60],
  ]),
  edition('DORA 2021', 'read', sources.sodr2021, [
    ['Elite', 26, 6, 6, 6, 0, 15],
    ['High', 40, 3, 4, 5, 16, 30],
    ['Medium', 28, 2, 2, 4, 16, 30],
    ['Low', 7, 1, 1, 1, 16, 30],
  ]),
  edition('DORA 2022', 'quoted', sources.octopus2022, [
    ['High', 11, 6, 4, 5, 0, 15, 'recalled'],
    ['Medium', 69, 3, 3, 4, 16, 30, 'recalled'],
    ['Low', 19, 2, 2, 3, 46, 60],
  ]),
  // Found from the four metrics and how often reliability goals are met; the latter is not measured here.
  edition('DORA 2022, with reliability', 'quoted', sources.octopus2022, [
    ['Starting', undefined, 3, 3, 4, 31, 45],
    ['Flowing', undefined, 6, 5, 6, 0, 15],
    ['Slowing', undefined, 3, 3, 5, 0, 15],
    ['Retiring', undefined, 2, 2, 2, 46, 60],
  ]),
  edition('DORA 2023', 'quoted', sources.octopus2023, [
    ['Elite', 18, 6, 5, 6, 5, 5],
    ['High', 31, 4, 4, 5, 10, 10],
    ['Medium', 33, 3, 3, 4, 15, 15],
    // Octopus prints 18, which makes the sum 100.
    ['Low', 17, 3, 3, 2, 64, 64, 'recalled'],
  ]),
  edition('DORA 2024', 'read', sources.sodr2024, [
    ['Elite', 19, 6, 5, 6, 5, 5],
    ['High', 22, 4, 4, 5, 20, 20],
    ['Medium', 35, 3, 3, 5, 10, 10],
    ['Low', 25, 2, 2, 3, 40, 40],
  ]),
];
