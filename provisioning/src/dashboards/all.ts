import type { DashboardBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { doraBoard } from './dora.ts';
import { flowBoard } from './flow.ts';
import { goalsBoard } from './goals.ts';
import { itselfBoard } from './itself.ts';
import { organisationBoard } from './organisation.ts';
import { teamBoard } from './team.ts';

/** All boards, by the name of their file. */
export const dashboards: Readonly<Record<string, () => DashboardBuilder>> = {
  team: teamBoard,
  goals: goalsBoard,
  dora: doraBoard,
  flow: flowBoard,
  organisation: organisationBoard,
  itself: itselfBoard,
};
