import { z } from 'zod';
import { nearest } from './nearest.ts';

/** A name of the IANA time zone database, as in Europe/Berlin. */
export const timeZone = z
  .string()
  .superRefine((name, context) => {
    // Offsets such as +02:00 pass Intl too, but know no summer time.
    if (/^[a-z]/i.test(name) && isKnown(name)) return;
    const meant = nearest(name, Intl.supportedValuesOf('timeZone'));
    const hint = meant === undefined ? '' : `; did you mean ${meant}?`;
    context.addIssue(`must be a time zone of the IANA database, as in Europe/Berlin or UTC${hint}`);
  })
  .describe('A time zone of the IANA database, as in Europe/Berlin');

function isKnown(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
