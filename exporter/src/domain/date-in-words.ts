/** `1 Oct`, or `1 Oct 2027` where the year is not that of `now`; in a time zone by its IANA name. */
export function dateInWords(time: number, timeZone: string, now = time): string {
  const year = new Intl.DateTimeFormat('en-GB', { timeZone, year: 'numeric' });
  const other = year.format(time) !== year.format(now);
  const form = { timeZone, day: 'numeric', month: 'short', ...(other && { year: 'numeric' as const }) } as const;
  // Newer data of languages writes "Sept", and so would one machine but not the other.
  return new Intl.DateTimeFormat('en-GB', form).format(time).replace('Sept', 'Sep');
}
