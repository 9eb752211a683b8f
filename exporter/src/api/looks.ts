import type { Request } from 'express';
import type { Services } from './services.ts';

/** Where a number may be looked at; what renders or alerts by itself is no look. */
const surfaces = new Set(['dashboard', 'explore']);
const word = /^[\w.-]{1,64}$/;

/**
 * Notes that somebody looked at a team's numbers, as the plugin says: on which surface and dashboard. Whoever it was is
 * not asked, and headers that would tell are not read.
 */
export function looked(request: Request, services: Services): void {
  const surface = request.get('x-waymark-surface');
  const dashboard = request.get('x-waymark-dashboard');
  const { team } = request.query;
  if (surface === undefined || !surfaces.has(surface) || typeof team !== 'string') return;
  if (services.teams().every((known) => known.team !== team)) return;
  services.looked({ surface, team, ...(dashboard !== undefined && word.test(dashboard) && { dashboard }) });
}
