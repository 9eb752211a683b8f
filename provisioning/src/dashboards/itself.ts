import {
  LineInterpolation,
  StackingConfigBuilder,
  StackingMode,
  VizOrientation,
} from '@grafana/grafana-foundation-sdk/common';
import { type DashboardBuilder, MappingType } from '@grafana/grafana-foundation-sdk/dashboard';
import type * as stat from '@grafana/grafana-foundation-sdk/stat';
import type * as timeseries from '@grafana/grafana-foundation-sdk/timeseries';
import { colors, fixed, steps } from '../colors.ts';
import { boards } from '../names.ts';
import { alertList } from '../alert-list.ts';
import { answer, bars, chart, described, type Help, placed, rows, width } from '../panels.ts';
import { prometheus } from '../queries.ts';
import { board } from './board.ts';

/** Whether the numbers can be trusted today. Panels 1 to 5 are linked to alerts: their ids stay. */
export function itselfBoard(): DashboardBuilder {
  return board({
    uid: boards.itself,
    title: 'Waymark · Waymark itself',
    description: 'Whether the numbers can be trusted today: sources, quotas, credentials and alerts.',
    from: 'now-7d',
  })
    .refresh('1m')
    .withPanel(silent())
    .withPanel(oldest())
    .withPanel(failed())
    .withPanel(quotaLeft())
    .withPanel(credential())
    .withPanel(series())
    .withPanel(sources())
    .withPanel(quota())
    .withPanel(failures())
    .withPanel(pulls())
    .withPanel(coverage())
    .withPanel(families())
    .withPanel(alerts());
}

const day = 86_400;

const number = (id: number, title: string, unit: string, expr: string, help: Help): stat.PanelBuilder =>
  placed(answer().unit(unit), { id, title, size: [4, 4], help }, prometheus(expr, { as: 'value' }));

/** Fine steps, so that there is something to see minutes after the first start. */
const fine = (panel: timeseries.PanelBuilder): timeseries.PanelBuilder => panel.interval('1m').maxDataPoints(3000);

const silent = () =>
  number(
    1,
    'Silent sources',
    'none',
    // Without the exporter it says nothing: a 0 would claim that all is well.
    'count(waymark_source_up == 0) or count(waymark_source_up) * 0',
    {
      what: 'How many sources did not answer the last pull.',
      read: '0 is well. “No answer” says that the exporter itself is not scraped.',
      ask: 'Since when, and what does its line below say?',
    }
  )
    .noValue('no answer')
    .thresholds(steps(colors.text, [1, colors.worse]));

const oldest = () =>
  number(2, 'Oldest data', 's', 'max(time() - waymark_source_last_success_timestamp_seconds)', {
    what: 'How long ago the source that is furthest behind last gave everything it has.',
    read: 'Orange from a day on. What happened since is in no number of the teams that it serves.',
    ask: 'Whose numbers are concerned?',
  })
    .decimals(0)
    .thresholds(steps(colors.text, [day, colors.worse]));

const failed = () =>
  number(3, 'Failures in 24 hours', 'none', 'sum(increase(waymark_source_errors_total[24h]))', {
    what: 'Requests to sources that failed in a day, all together.',
    read: 'A few are normal, as a failed request is made again. Many of one reason need somebody.',
    ask: 'Which reason, and which source?',
  })
    .decimals(0)
    .thresholds(steps(colors.text, [10, colors.worse]));

const quotaLeft = () =>
  number(
    4,
    'Quota left, lowest',
    'percentunit',
    'min(waymark_source_rate_limit_remaining / (waymark_source_rate_limit > 0))',
    {
      what: 'What is left of the request quota of the source that has least, as a share.',
      read: 'Orange below a tenth. Waymark waits by itself until the quota is renewed; numbers come later.',
      ask: 'Who else uses this credential?',
    }
  )
    .decimals(0)
    .noValue('no quota')
    .thresholds(steps(colors.text, [0, colors.worse], [0.1, colors.text]));

const credential = () =>
  number(5, 'Credential runs out in', 's', 'min(waymark_credential_expiry_timestamp_seconds - time())', {
    what: 'How long the credential that ends first still works.',
    read: 'Orange from two weeks on. After its end nothing more is collected with it.',
    ask: 'Who may issue a new one?',
  })
    .decimals(0)
    .noValue('none known')
    .thresholds(steps(colors.text, [-100 * 365 * day, colors.worse], [14 * day, colors.text]));

const series = () =>
  number(6, 'Series', 'locale', 'scrape_samples_scraped{job="waymark"}', {
    what: 'How many samples Prometheus took from Waymark at the last scrape.',
    read: 'It grows with teams, goals and measures, never with changes or people.',
    ask: 'Is it what we expect for our number of teams?',
  });

/** A column of the table of sources: the letter of its query, its title, and how it is shown. */
const columns = [
  { title: 'Answers', expr: 'max by (source) (waymark_source_up)', unit: 'none' },
  {
    title: 'Last success',
    expr: 'max by (source) (time() - waymark_source_last_success_timestamp_seconds)',
    unit: 's',
  },
  { title: 'Last pull took', expr: 'max by (source) (waymark_source_pull_duration_seconds)', unit: 's' },
  { title: 'Facts in 24 h', expr: 'sum by (source) (increase(waymark_source_items_total[24h]))', unit: 'locale' },
  {
    title: 'Left out in 24 h',
    expr: 'sum by (source) (increase(waymark_source_skipped_items_total[24h])) or sum by (source) (waymark_source_up) * 0',
    unit: 'locale',
  },
  { title: 'Failures in 24 h', expr: 'sum by (source) (increase(waymark_source_errors_total[24h]))', unit: 'locale' },
] as const;

const sources = () => {
  const letter = (index: number) => `Value #${String.fromCharCode(65 + index)}`;
  const times = ['Time', ...columns.map((_, index) => `Time ${index + 1}`)];
  const panel = rows()
    .noValue('–')
    .decimals(0)
    .withTransformation({ id: 'joinByField', options: { byField: 'source', mode: 'outer' } })
    .withTransformation({
      id: 'organize',
      options: {
        excludeByName: Object.fromEntries(times.map((name) => [name, true])),
        renameByName: {
          source: 'Source',
          ...Object.fromEntries(columns.map(({ title }, index) => [letter(index), title])),
        },
      },
    });
  for (const { title, unit } of columns) panel.overrideByName(title, [{ id: 'unit', value: unit }]);
  panel.overrideByName('Answers', [
    {
      id: 'mappings',
      value: [
        {
          type: MappingType.ValueToText,
          options: { 0: { text: '○ silent', color: colors.worse }, 1: { text: '● answers', color: colors.text } },
        },
      ],
    },
    { id: 'custom.cellOptions', value: { type: 'color-text' } },
    { id: 'custom.align', value: 'left' },
  ]);
  const [first, ...rest] = columns;
  const asked = ({ expr }: (typeof columns)[number]) => prometheus(expr, { as: 'rows' });
  return placed(
    panel,
    {
      id: 10,
      title: 'Every source: is it fresh?',
      size: [24, 8],
      help: {
        what: 'A line for each source: whether it answers, when it last gave everything, how long a pull takes, and what was taken, left out and failed in a day.',
        read: 'Left out is counted, not lost silently: an item without a time, or of a repository that no team owns.',
        ask: 'Which line differs from yesterday?',
      },
    },
    asked(first),
    ...rest.map(asked)
  );
};

const quota = () =>
  placed(
    fine(chart()).unit('none').colorScheme(fixed(colors.better)),
    {
      id: 11,
      title: 'Quota left',
      size: [8, 7],
      help: {
        what: 'Requests that each source with a quota may still be asked until it is renewed.',
        read: 'A saw is normal. A line at the bottom means that pulls wait.',
        ask: 'Is a first collection of the past still going on?',
      },
    },
    prometheus('max by (source) (waymark_source_rate_limit_remaining)', { legend: '{{source}}' })
  );

const failures = () =>
  placed(
    fine(chart())
      .unit('none')
      .lineInterpolation(LineInterpolation.StepAfter)
      .lineWidth(0)
      .fillOpacity(70)
      .stacking(new StackingConfigBuilder().mode(StackingMode.Normal).group('A'))
      .colorScheme(fixed(colors.worse)),
    {
      id: 12,
      title: 'Failures an hour, by reason',
      size: [8, 7],
      help: {
        what: 'Failed requests to sources, by why they failed.',
        read: 'Rate limits pass by themselves; a refused credential does not.',
        ask: 'Did it begin with a change of ours, or of theirs?',
      },
    },
    prometheus('sum by (reason) (increase(waymark_source_errors_total[1h]))', { legend: '{{reason}}' })
  );

const pulls = () =>
  placed(
    fine(chart()).unit('s').colorScheme(fixed(colors.better)).lineWidth(1),
    {
      id: 13,
      title: 'How long a pull takes',
      size: [8, 7],
      help: {
        what: 'The time of the last pull of each source.',
        read: 'It follows how much is new. One that grows for days asks too much, or its source got slower.',
        ask: 'Does it still fit into its interval?',
      },
    },
    prometheus('max by (source) (waymark_source_pull_duration_seconds)', { legend: '{{source}}' })
  );

const coverage = () =>
  placed(
    rows()
      .unit('percentunit')
      .decimals(0)
      .min(0)
      .max(1)
      .noValue('–')
      .thresholds(steps(colors.worse, [0.5, colors.better]))
      .withTransformation({
        id: 'groupingToMatrix',
        options: { columnField: 'kind', rowField: 'team', valueField: 'Value', emptyValue: 'null' },
      })
      .withTransformation({
        id: 'organize',
        options: {
          renameByName: {
            'team\\kind': 'Team',
            changes_deployed: 'Changes',
            incidents_attributed: 'Incidents',
            work_linked: 'Work',
          },
        },
      })
      .overrideByName('Team', [width(95)])
      .overrideByRegexp('Changes|Incidents|Work', [
        width(120),
        { id: 'custom.cellOptions', value: { type: 'gauge', mode: 'basic', valueDisplayMode: 'text' } },
        { id: 'color', value: { mode: 'thresholds' } },
      ]),
    {
      id: 14,
      title: 'How much of the evidence could be joined, by team?',
      size: [9, 8],
      help: {
        what: 'For each team, the share of changes found in a deployment, of incidents tied to one, and of work that names an objective.',
        read: 'Of the records, not of the team: low says that a rule is missing or that a tool is not connected.',
        ask: 'Which source would have to be connected?',
      },
    },
    prometheus('max by (team, kind) (waymark_coverage_ratio)', { as: 'rows' })
  );

const families = () =>
  placed(
    bars().unit('none').orientation(VizOrientation.Horizontal).thresholds(steps(colors.better)),
    {
      id: 15,
      title: 'Which families bring the most series?',
      size: [7, 8],
      help: {
        what: 'The eight metric families with the most series.',
        read: 'Labels are closed sets, so that it stays bounded.',
        ask: 'Do we need every window and statistic that we keep?',
      },
    },
    prometheus('topk(8, count by (__name__) ({__name__=~"waymark_.+"}))', { as: 'value', legend: '{{__name__}}' })
  );

const alerts = () =>
  described(alertList('{product="waymark"}'), {
    id: 16,
    title: 'Which alerts are on?',
    size: [8, 8],
    help: {
      what: 'The alerts of Waymark that fire or are about to, of Grafana and of Prometheus.',
      read: 'Each has a page that says what to do. Those about teams are for the next look at the board, not for the night.',
      ask: 'Has somebody taken it?',
    },
  });
