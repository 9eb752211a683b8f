/** Records what happens to pull requests and issues. Times are milliseconds since 1970. */
import { account, newId } from './build.ts';
import type { GithubState } from './state.ts';
import type { Event, Issue, Pull } from './state-work.ts';

type NewEvent = Event extends infer Each ? (Each extends Event ? Omit<Each, 'id' | 'actor'> : never) : never;

/** Records what happened; the item counts as updated then. */
export function addEvent(state: GithubState, item: Pull | Issue, event: NewEvent, by?: string | null): Event {
  const actor = by === null ? null : account(state, by ?? 'dev-1');
  const added: Event = { ...event, id: newId(state), actor };
  item.events.push(added);
  item.updatedAt = Math.max(item.updatedAt, event.at);
  return added;
}

/** Closes without merging. */
export function closeItem(state: GithubState, item: Pull | Issue, at: number, reason?: 'completed' | 'not_planned') {
  item.closedAt = at;
  if (reason !== undefined && !('commits' in item)) item.stateReason = reason;
  addEvent(state, item, { kind: 'closed', at, ...(reason && { reason }) });
}

export function reopenItem(state: GithubState, item: Pull | Issue, at: number) {
  delete item.closedAt;
  if (!('commits' in item)) item.stateReason = 'reopened';
  addEvent(state, item, { kind: 'reopened', at });
}
