import type { Rebase, Signal, Usual } from './signal.ts';

export type Side = -1 | 0 | 1;

/** What is looked at in turn: a week, an event, the time between two. */
export type Spot = { readonly from: number; readonly to: number };

/** Where a value lies: on which side of the centre, and whether so far off that it is hardly chance. */
export type Look = {
  readonly side: Side;
  readonly beyond: Side;
  /** From when on it could be seen; absent: the end of the spot. */ readonly seenAt?: number;
};

/** One way to tell a change from chance. Sides are those of the measure: 1 is a higher value. */
export type Method<S extends Spot, B> = {
  readonly rule: Signal['rule'];
  /** Eight in a row on one side are worth a note. */
  readonly runs: boolean;
  /** Undefined: not enough to learn from. */
  readonly learn: (spots: readonly S[]) => B | undefined;
  readonly look: (baseline: B, spots: readonly S[], index: number) => Look;
  /** In the measure's unit. */
  readonly usual: (baseline: B) => Omit<Usual, 'from'>;
  readonly value: (spots: readonly S[]) => number;
  /** The first spot that the look at this one sees; absent: itself. */
  readonly seesFrom?: (spots: readonly S[], index: number) => number;
};

/** A stretch between two decisions on the limits: they are learned from what lies after `from`, and hold from `at` to `to`. */
export type Era = Rebase & { readonly to: number };

export type Finding = Omit<Signal, 'measure' | 'direction'> & { readonly side: Side };
export type Watched = {
  readonly usual: readonly Usual[];
  readonly findings: readonly Finding[];
  /** Times at which a value was beyond what is usual. */
  readonly marks: readonly { readonly at: number; readonly side: Side }[];
};

/** A baseline is relearned when it has so many spots, and frozen for good at 26, or as soon after as it suffices. */
const sizes = [8, 12, 16, 20, 26, 39, 52, 78, 104];
const frozen = 26;
const run = 8;
/** A small shift now and then has a week on the old side: it is over after two. */
const endOfRun = 2;

type Episode = { rule: Signal['rule']; side: Side; first: number; seenAt: number; before: number; last?: number };

/**
 * Looks at each spot of an era, in order, with what was learned from earlier ones only: so the past never changes its
 * mind. While a signal lasts nothing is learned anew, or the change would soon pass for usual. A signal ends with the
 * first value on the other side of the centre, a note with two in a row.
 */
export function watch<S extends Spot, B>(spots: readonly S[], era: Era, method: Method<S, B>): Watched {
  const { rule, learn, look, value } = method;
  const usual: Usual[] = [];
  const marks: { at: number; side: Side }[] = [];
  const episodes: Episode[] = [];
  let open: Episode[] = [];
  let baseline: B | undefined;
  let before = NaN;
  let size = 0;
  let side: Side = 0;
  let inARow = 0;

  spots.forEach((spot, index) => {
    if (spot.to <= era.at) return;
    const first = method.seesFrom?.(spots, index) ?? index;
    const next = sizes.findLast((few) => few <= first) ?? 0;
    if (open.length === 0 && next > size && (size < frozen || baseline === undefined)) {
      const learned = learn(spots.slice(0, next));
      if (learned !== undefined) {
        const from = usual.length > 0 ? spot.from : Math.max(era.at, spots[0]?.from ?? era.at);
        usual.push({ from, ...method.usual(learned) });
        before = value(spots.slice(0, next));
        [baseline, size] = [learned, next];
      }
    }
    if (baseline === undefined) return;
    const seen = look(baseline, spots, index);
    inARow = seen.side !== 0 && seen.side === side ? inARow + 1 : 1;
    side = seen.side;
    open = open.filter((episode) => {
      if (side !== -episode.side || side === 0 || inARow < (episode.rule === 'run' ? endOfRun : 1)) return true;
      episode.last = index;
      return false;
    });
    const { seenAt = spot.to } = seen;
    const begin = (by: Signal['rule'], from: number) => {
      const episode = { rule: by, side, first: from, seenAt, before };
      episodes.push(episode);
      open.push(episode);
    };
    if (seen.beyond !== 0) {
      marks.push({ at: seenAt, side });
      if (!open.some((episode) => episode.rule === rule)) begin(rule, first);
    }
    if (method.runs && side !== 0 && inARow >= run && open.length === 0) begin('run', index - run + 1);
  });

  const findings = episodes.map(({ first, last, ...episode }): Finding => {
    const ended = last === undefined ? era.to : (spots[last]?.from ?? era.to);
    return {
      ...episode,
      since: spots[first]?.from ?? NaN,
      ...(ended !== Infinity && { until: ended }),
      after: value(spots.slice(first, last)),
    };
  });
  return { usual, findings, marks };
}
