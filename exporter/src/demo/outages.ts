import { day, hour } from '#domain/window.ts';
import { atWeek, type Era } from './era.ts';
import { startOfDay } from './working-time.ts';

type Span = { readonly openedAt: number; readonly resolvedAt?: number };

/** When the payment network was down: a Sunday, more than a day after anybody had released anything. */
export function networkOutage(era: Era): Required<Span> {
  const openedAt = sundayBefore(atWeek(era, -4)) + 20 * hour;
  return { openedAt, resolvedAt: openedAt + 5.5 * hour };
}

/** What hurt a team's users and was no change of the team's. */
export function outagesOf(team: string, era: Era): readonly Span[] {
  switch (team) {
    case 'checkout':
    case 'payments':
      return [networkOutage(era)];
    case 'messaging':
      // Those who carry its messages are down every other Sunday; the last time nobody has closed it.
      return [...fortnights(era), { openedAt: lastSunday(era) + 20 * hour }];
    default:
      return [];
  }
}

/** The last Sunday that was over when the month began. */
function lastSunday({ month }: Era): number {
  return sundayBefore(month - day);
}

function sundayBefore(time: number): number {
  const start = startOfDay(time);
  return start - new Date(start).getUTCDay() * day;
}

function fortnights(era: Era): Span[] {
  const spans: Span[] = [];
  for (let at = lastSunday(era) - 14 * day; at > era.from; at -= 14 * day) {
    const openedAt = at + 20 * hour;
    spans.unshift({ openedAt, resolvedAt: openedAt + (1 + (spans.length % 3)) * hour });
  }
  return spans;
}
