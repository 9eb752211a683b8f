import {
  AnnotationQueryBuilder,
  AnnotationQueryPlacement,
  DashboardBuilder,
  DashboardCursorSync,
  DashboardLinkBuilder,
  DashboardLinkType,
  QueryVariableBuilder,
  VariableHide,
  VariableRefresh,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { colors } from '../colors.ts';
import { boardTag } from '../names.ts';
import { type WaymarkQuery, waymarkSource, waymarkTarget } from '../queries.ts';

/** An empty board with the way to the others. */
export function board(options: {
  uid: string;
  title: string;
  description: string;
  from: string;
  to?: string;
}): DashboardBuilder {
  const { uid, title, description, from, to = 'now' } = options;
  return new DashboardBuilder(title)
    .uid(uid)
    .description(description)
    .tags([boardTag])
    .time({ from, to })
    .timezone('browser')
    .tooltip(DashboardCursorSync.Crosshair)
    .editable()
    .link(
      new DashboardLinkBuilder('Waymark boards')
        .type(DashboardLinkType.Dashboards)
        .icon('external link')
        .tooltip('From the team to the facts, and to what Waymark itself does')
        .tags([boardTag])
        .asDropdown(true)
        .includeVars(true)
        .keepTime(false)
    );
}

/** The team that a board is about: one, as teams are not compared. */
export function teamVariable(): QueryVariableBuilder {
  return variable('team', { list: 'teams' })
    .label('Team')
    .description('Whose work the board shows')
    .refresh(VariableRefresh.OnDashboardLoad);
}

/** The goal that a board looks at closely. */
export function goalVariable(): QueryVariableBuilder {
  return variable('goal', { list: 'goals', team: '$team', goals: 'active' })
    .label('Goal')
    .description('Which goal is looked at closely')
    .refresh(VariableRefresh.OnDashboardLoad);
}

/** All active goals of the team, for panels that repeat. It is not named `goal`, as links pass it on. */
export function activeGoals(): QueryVariableBuilder {
  return variable('active_goal', { list: 'goals', team: '$team', goals: 'active' })
    .multi(true)
    .includeAll(true)
    .current({ text: ['All'], value: ['$__all'] })
    .hide(VariableHide.HideVariable)
    .refresh(VariableRefresh.OnDashboardLoad);
}

function variable(name: string, query: object): QueryVariableBuilder {
  return new QueryVariableBuilder(name).datasource(waymarkSource).query({ refId: name, ...query });
}

type Layer = Extract<WaymarkQuery, { kind: 'annotations' }>['layer'];
const layers: Readonly<Record<Layer, { readonly name: string; readonly color: string }>> = {
  did: { name: 'What we did', color: colors.better },
  happened: { name: 'What happened to us', color: colors.worse },
  context: { name: 'Goals, notes and freezes', color: colors.context },
};

/** One layer of events. The colour belongs to the layer: Grafana paints all events of a query alike. */
export function events(layer: Layer): AnnotationQueryBuilder {
  const { name, color } = layers[layer];
  return new AnnotationQueryBuilder()
    .name(name)
    .datasource(waymarkSource)
    .enable(true)
    .iconColor(color)
    .placement(AnnotationQueryPlacement.InControlsMenu)
    .target({ build: () => waymarkTarget({ kind: 'annotations', layer, team: '$team' }, 'Anno') });
}
