import type { Slice } from '#domain/slice.ts';
import { day } from '#domain/window.ts';
import { changeStageShare } from './change-stage-share.ts';
import { changeStage } from './change-stage.ts';
import { type Context, evaluate } from './evaluate.ts';
import { type Stage, stages } from './groups.ts';
import type { MeasureOptions, Sample } from './measure.ts';

/** A value and its interval, or neither: one means nothing without the other. */
export type StageValue = {
  readonly n: number;
  readonly value?: number;
  readonly low?: number;
  readonly high?: number;
};

export type StageFinding = {
  readonly stage: Stage;
  /** Of the total time of the last 13 weeks' changes. */
  readonly share?: StageValue;
  /** The median in seconds in the last 13 weeks, and in the 26 before them; absent: nothing can be said of them. */
  readonly now?: StageValue;
  readonly before?: StageValue;
  /** `worse`: it takes longer; only where the intervals do not overlap. */
  readonly verdict: 'better' | 'worse' | 'no_clear_change' | 'too_little_data';
};

export type Bottleneck = {
  readonly stages: readonly StageFinding[];
  /** The stage with the largest share of the time. */
  readonly takesMost?: Stage;
  /** Of those that moved, the one whose median moved by the most time. */
  readonly movedMost?: Stage;
};

const lately = 13 * 7 * day;
const earlier = 26 * 7 * day;

/** How far back the facts of a bottleneck go, in milliseconds. */
export const bottleneckLooksBack = lately + earlier;

/** Where the time of changes goes, and where that changed, as of now (metrics.md 2). */
export function bottleneck(slice: Slice, options: MeasureOptions, context: Context): Bottleneck {
  const since = context.now - lately;
  const windows = [
    { from: since, to: context.now },
    { from: since - earlier, to: since },
  ];
  const found = stages.map((stage): StageFinding => {
    const [now, before] = evaluate(changeStage, changeStage.observe(slice, options, stage), windows, context);
    const shares = changeStageShare.observe(slice, options, stage);
    const share = evaluate(changeStageShare, shares, windows, context)[0]?.value;
    return {
      stage,
      ...(share && { share: valueOf(share) }),
      ...(now?.p50 && { now: valueOf(now.p50) }),
      ...(before?.p50 && { before: valueOf(before.p50) }),
      verdict: verdict(now?.p50, before?.p50),
    };
  });
  const takesMost = most(found, ({ share }) => share?.value ?? 0);
  const movedMost = most(found, moved);
  return { stages: found, ...(takesMost && { takesMost }), ...(movedMost && { movedMost }) };
}

function valueOf({ n, value, low, high }: Sample): StageValue {
  return low === undefined || high === undefined ? { n } : { n, value, low, high };
}

function verdict(now: Sample | undefined, before: Sample | undefined): StageFinding['verdict'] {
  if (now?.low === undefined || now.high === undefined) return 'too_little_data';
  if (before?.low === undefined || before.high === undefined) return 'too_little_data';
  if (now.low > before.high) return 'worse';
  return now.high < before.low ? 'better' : 'no_clear_change';
}

function moved({ verdict: seen, now, before }: StageFinding): number {
  return seen === 'better' || seen === 'worse' ? Math.abs((now?.value ?? 0) - (before?.value ?? 0)) : 0;
}

/** The stage of the largest size; undefined where none has any. */
function most(found: readonly StageFinding[], size: (finding: StageFinding) => number): Stage | undefined {
  const largest = Math.max(...found.map(size));
  return largest > 0 ? found.find((finding) => size(finding) === largest)?.stage : undefined;
}
