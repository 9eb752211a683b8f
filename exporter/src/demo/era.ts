import { day } from '#domain/window.ts';

/** How far back the demo's history goes, in days: 18 months. */
const length = 548;

/** How long the plan reaches beyond its month, in months: a process that began in it may run for so long. */
const ahead = 4;

/**
 * The demo's history is planned once for each calendar month: its stories are told from the month's first day, so that
 * what is recent stays recent, and within the month no past day ever changes. A process keeps the month in which it was
 * started; one that is started in another month tells another history.
 */
export type Era = {
  /** Where the history begins. */
  readonly from: number;
  /** The first moment of the month, in UTC: the stories count their weeks from here. */
  readonly month: number;
  /** Where the plan ends. */
  readonly to: number;
};

export function eraOf(now: number): Era {
  const month = monthsFrom(now, 0);
  return { from: month - length * day, month, to: monthsFrom(now, ahead) };
}

/** The first moment of the month that lies so many months after the month of a time, in UTC. */
export function monthsFrom(time: number, months: number): number {
  const date = new Date(time);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1);
}

/** Weeks from the first day of the era's month; the past is negative. */
export function weekOf({ month }: Era, time: number): number {
  return (time - month) / (7 * day);
}

/** The moment so many weeks from the first day of the era's month, at noon. */
export function atWeek({ month }: Era, week: number): number {
  return month + Math.round(week * 7) * day + day / 2;
}

/** The month of a time in UTC, as in 2026-11. */
export function monthName(time: number): string {
  return new Date(time).toISOString().slice(0, 7);
}
