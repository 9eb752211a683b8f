import { day, hour, type Window } from '#domain/window.ts';

/** Office hours of the demo's teams, in UTC. */
const opens = 7 * hour;
const closes = 19 * hour;

/** The starts of the days on which teams work, in UTC. */
export function workdays({ from, to }: Window): readonly number[] {
  const days: number[] = [];
  for (let start = startOfDay(from); start < to; start += day) if (!isWeekend(start)) days.push(start);
  return days;
}

/** The share of a team that is there on a day: fewer at the turn of the year. */
export function presence(start: number): number {
  const date = new Date(start);
  const monthAndDay = date.getUTCMonth() * 100 + date.getUTCDate();
  return monthAndDay >= 1124 || monthAndDay === 1 ? 0.6 : 1;
}

/** The time that lies so many office hours before another one. */
export function officeHoursBefore(time: number, hours: number): number {
  let left = hours * hour;
  for (let start = startOfDay(time); ; start -= day) {
    if (isWeekend(start)) continue;
    const end = Math.min(time, start + closes);
    const open = end - (start + opens);
    if (open > left) return Math.floor(end - left);
    left -= Math.max(0, open);
  }
}

/** The time that lies so many office hours after another one. */
export function officeHoursAfter(time: number, hours: number): number {
  let left = hours * hour;
  for (let start = startOfDay(time); ; start += day) {
    if (isWeekend(start)) continue;
    const begin = Math.max(time, start + opens);
    const open = start + closes - begin;
    if (open > left) return Math.floor(begin + left);
    left -= Math.max(0, open);
  }
}

/** A moment in the office hours of a day; `share` 0 is the first, 1 the last. */
export function officeMoment(start: number, share: number): number {
  return Math.floor(start + opens + share * (closes - opens));
}

export function startOfDay(time: number): number {
  return Math.floor(time / day) * day;
}

function isWeekend(start: number): boolean {
  const weekday = new Date(start).getUTCDay();
  return weekday === 0 || weekday === 6;
}
