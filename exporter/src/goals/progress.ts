import { improvement, reaches, type Direction } from './direction.ts';

export type Way = { readonly baseline: number; readonly target: number; readonly better: Direction };

/**
 * How far a value has come from 0 at the baseline to 1 at the target, and beyond either: (baseline − value) ÷
 * (baseline − target), on the raw scale. Where the baseline is as good as the target already there is no way to go:
 * 1 where the value reaches the target, 0 where it does not.
 */
export function progressOf(value: number, { baseline, target, better }: Way): number {
  const gap = improvement(baseline, target, better);
  if (gap <= 0) return reaches(value, target, better) ? 1 : 0;
  return improvement(baseline, value, better) / gap;
}

export type Grades = {
  /** Not clipped. */
  readonly progress: number;
  /** 0 to 1. */
  readonly grade: number;
  /** The same against the stretch; absent: there is none. */
  readonly stretchGrade?: number;
};

/** The grades of a goal as its owners read them: 0.6 to 0.7 is a good end of an aspirational one. */
export function gradesOf(value: number, { stretch, ...way }: Way & { readonly stretch?: number | undefined }): Grades {
  const progress = progressOf(value, way);
  return {
    progress,
    grade: clipped(progress),
    ...(stretch !== undefined && { stretchGrade: clipped(progressOf(value, { ...way, target: stretch })) }),
  };
}

function clipped(progress: number): number {
  return Math.min(1, Math.max(0, progress));
}
