import { day, type Window } from './window.ts';

export const calendarSteps = ['day', 'week', 'month', 'quarter'] as const;
export type CalendarStep = (typeof calendarSteps)[number];

/** A whole calendar period in some time zone; `days` is how many dates it has, whatever the clocks did. */
export type Period = Window & { readonly days: number };

/**
 * The calendar's periods whose start lies in the range, in order, without gaps between them. Weeks are ISO weeks, from
 * Monday. A date that a zone has skipped (Samoa, 30 December 2011) is in no period of its own.
 * @param timeZone an IANA name
 * @throws RangeError where the zone is unknown
 */
export function periods(step: CalendarStep, range: Window, timeZone: string): Period[] {
  const zone = clock(timeZone);
  const found: Period[] = [];
  let date = firstDate(step, zone.dateAt(range.from));
  let from = zone.midnight(date);
  while (from < range.to) {
    const next = nextDate(step, date);
    const to = zone.midnight(next);
    if (from >= range.from && to > from) found.push({ from, to, days: (next - date) / day });
    date = next;
    from = to;
  }
  return found;
}

/** The start of the calendar period that holds an instant. */
export function periodStart(step: CalendarStep, time: number, timeZone: string): number {
  const zone = clock(timeZone);
  return zone.midnight(firstDate(step, zone.dateAt(time)));
}

/** When a date begins in a zone; the date is given by its midnight in UTC. */
export function startOfDate(date: number, timeZone: string): number {
  return clock(timeZone).midnight(date);
}

/** Dates are the milliseconds of their midnight in UTC, as if no zones were. */
function firstDate(step: CalendarStep, date: number): number {
  const at = new Date(date);
  const [year, month] = [at.getUTCFullYear(), at.getUTCMonth()];
  switch (step) {
    case 'day':
      return date;
    case 'week':
      return date - ((at.getUTCDay() + 6) % 7) * day;
    case 'month':
      return Date.UTC(year, month);
    case 'quarter':
      return Date.UTC(year, month - (month % 3));
  }
}

function nextDate(step: CalendarStep, date: number): number {
  const at = new Date(date);
  const [year, month] = [at.getUTCFullYear(), at.getUTCMonth()];
  switch (step) {
    case 'day':
      return date + day;
    case 'week':
      return date + 7 * day;
    case 'month':
      return Date.UTC(year, month + 1);
    case 'quarter':
      return Date.UTC(year, month + 3);
  }
}

type Clock = { readonly dateAt: (time: number) => number; readonly midnight: (date: number) => number };

/** Formats are slow to make, and the same dates are asked for again and again. */
const clocks = new Map<string, Clock>();

function clock(timeZone: string): Clock {
  const known = clocks.get(timeZone);
  if (known) return known;
  const made = remembering(createClock(timeZone));
  clocks.set(timeZone, made);
  return made;
}

function remembering({ dateAt, midnight }: Clock): Clock {
  const midnights = new Map<number, number>();
  return {
    dateAt,
    midnight(date) {
      const time = midnights.get(date) ?? midnight(date);
      midnights.set(date, time);
      return time;
    },
  };
}

function createClock(timeZone: string): Clock {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });

  /** What the clock on the wall shows, read as if it were UTC; to the second. */
  function shown(time: number): number {
    const part: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(time)) part[type] = Number(value);
    const { year = NaN, month = NaN, day: date = NaN, hour = NaN, minute = NaN, second = NaN } = part;
    return Date.UTC(year, month - 1, date, hour, minute, second);
  }

  return {
    dateAt: (time) => Math.floor(shown(time) / day) * day,
    midnight(date) {
      const before = shown(date - day) - (date - day);
      const after = shown(date + day) - (date + day);
      const early = date - Math.max(before, after);
      // Where the clocks jump over midnight, nothing shows it: the day starts when the old clock would have reached it.
      return before === after || shown(early) === date ? early : date - Math.min(before, after);
    },
  };
}
