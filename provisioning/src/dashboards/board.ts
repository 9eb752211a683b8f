import {
  AnnotationQueryBuilder,
  AnnotationQueryPlacement,
  DashboardBuilder,
  DashboardCursorSync,
  type DashboardLink,
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
    .variables([])
    .annotations([])
    .tooltip(DashboardCursorSync.Crosshair)
    .editable()
    .link({ build: toOtherBoards });
}

/** Beside the time picker, where it is seen: the SDK would put it into the menu of the controls. */
function toOtherBoards(): DashboardLink {
  const { placement: _, ...link } = new DashboardLinkBuilder('Waymark boards')
    .type(DashboardLinkType.Dashboards)
    .icon('external link')
    .tooltip('From the team to the facts, and to what Waymark itself does')
    .tags([boardTag])
    .asDropdown(true)
    .includeVars(true)
    .keepTime(false)
    .build();
  return link;
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

type Events = Extract<WaymarkQuery, { kind: 'annotations' }>;
/**
 * A hundred lines bury a chart. Left out is what the charts and tables show anyway: failed deployments, signals, and
 * what belongs to one goal only.
 */
const layers: Readonly<Record<Events['layer'], { name: string; color: string; kinds: Events['kinds'] }>> = {
  did: { name: 'What we did', color: colors.better, kinds: ['intervention', 'decision'] },
  happened: { name: 'What happened to us', color: colors.worse, kinds: ['incident'] },
  context: {
    name: 'Outcomes, plans and notes',
    color: colors.context,
    kinds: ['outcome', 'target_changed', 'plan', 'note', 'review'],
  },
};

/** One layer of events, `shown` at once or when it is asked for: incidents bury a chart where there is one a week. The colour belongs to the layer: Grafana paints all events of a query alike. */
export function events(layer: Events['layer'], shown = true): AnnotationQueryBuilder {
  const { name, color, kinds } = layers[layer];
  return new AnnotationQueryBuilder()
    .name(name)
    .datasource(waymarkSource)
    .enable(shown)
    .iconColor(color)
    .placement(AnnotationQueryPlacement.InControlsMenu)
    .target({ build: () => waymarkTarget({ kind: 'annotations', layer, kinds, team: '$team' }, 'Anno') });
}
