import { GraphDrawStyle, StackingConfigBuilder, StackingMode } from '@grafana/grafana-foundation-sdk/common';
import { type DashboardBuilder, RowBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { colors } from '../colors.ts';
import { boards } from '../names.ts';
import { chart, legend, type Place, placed, rows, tenths, width } from '../panels.ts';
import { daily, prometheus, waymark, weekly } from '../queries.ts';
import { board, events, teamVariable } from './board.ts';
import { color, inProgressLongest, kinds, onTheRight, workInProgress } from './work.ts';

const team = '$team';

/** Where work waits: from first commit to production, in progress, and in CI. */
export function flowBoard(): DashboardBuilder {
  return board({
    uid: boards.flow,
    title: 'Waymark · Flow',
    description: 'Where work waits: between first commit and production, in progress, and for CI.',
    from: 'now-26w',
  })
    .variables([teamVariable()])
    .annotations([events('did'), events('happened', false), events('context')])
    .withPanel(stages())
    .withPanel(stepTable())
    .withPanel(workInProgress({ id: 3, size: [12, 8] }))
    .withPanel(inProgressLongest({ id: 4, size: [12, 8] }))
    .withPanel(finished())
    .withPanel(trend(flowTime))
    .withPanel(unplanned())
    .withRow(new RowBuilder('How fast does CI answer?').id(10))
    .withPanel(trend(ciDuration))
    .withPanel(trend(ciSuccess))
    .withPanel(backToGreen());
}

const stages = () =>
  placed(
    tenths(chart().legend(legend('lastNotNull'))),
    {
      id: 1,
      title: 'Where does the time go, from first commit to production?',
      size: [12, 9],
      help: {
        what: 'The share of the total time of all changes that each step took, over 28 days.',
        read: 'Blue is work, orange and yellow is waiting. Shares of the total add up; the medians of the table beside do not.',
        ask: 'Which wait could end without anybody working faster?',
      },
    },
    waymark({ kind: 'stages', team })
  );

const stepTable = () =>
  placed(
    rows()
      .overrideByName('Step', [width(125)])
      .overrideByName('Median now', [width(125)])
      .overrideByName('Half a year ago', [width(125)])
      .overrideByName('Change', [width(145)]),
    {
      id: 2,
      title: 'Which step takes most, and which one moved?',
      size: [12, 9],
      help: {
        what: 'The middle time of each step now and half a year ago, both on one scale, with interval and n.',
        read: 'Compare within a column to see the longest, within a row to see what moved. “No clear change” may be chance.',
        ask: 'What did we change for the step that moved?',
      },
    },
    waymark({ kind: 'steps', team })
  );

const finished = () =>
  placed(
    kinds(chart())
      .unit('none')
      .decimals(0)
      .interval('7d')
      .drawStyle(GraphDrawStyle.Bars)
      .lineWidth(0)
      .fillOpacity(75)
      .stacking(new StackingConfigBuilder().mode(StackingMode.Normal).group('A')),
    {
      id: 5,
      title: 'What do we finish? Items a week',
      size: [8, 8],
      help: {
        what: 'Finished items a week by kind, mean of the last 28 days.',
        read: 'The mix matters more than the height: items differ in size, so this is no measure of effort.',
        ask: 'Is this the mix that we want?',
      },
    },
    prometheus(`max by (type) (${weekly('waymark_flow_velocity_items_per_week{team="$team",window="28d"}')})`, {
      legend: '{{type}}',
    })
  );

const unplanned = () =>
  placed(
    chart()
      .unit('percentunit')
      .interval('1d')
      .lineWidth(3)
      .legend(legend().showLegend(false))
      .overrideByName('not planned', [color(colors.text)]),
    {
      id: 7,
      title: 'How much was not planned?',
      size: [8, 8],
      help: {
        what: 'The share of finished items of 28 days that came in between.',
        read: 'Neither good nor bad: support teams live from it, and a product team may be drowning in it.',
        ask: 'Does our plan leave room for it?',
      },
    },
    prometheus(`max(${daily('waymark_flow_unplanned_ratio{team="$team",window="28d"}')})`, {
      legend: 'not planned',
    })
  );

type Trend = Omit<Place, 'size' | 'help'> & { readonly measure: string; readonly what: string; readonly ask: string };

const flowTime: Trend = {
  id: 6,
  title: 'How long does an item take?',
  measure: 'flow_time',
  what: 'The middle time from start to finish of the items finished in 28 days.',
  ask: 'How much of it was waiting?',
};
const ciDuration: Trend = {
  id: 11,
  title: 'CI duration',
  measure: 'ci_duration',
  what: 'The middle time of a run on the default branch.',
  ask: 'Would somebody wait for this, or start something else?',
};
const ciSuccess: Trend = {
  id: 12,
  title: 'CI success',
  measure: 'ci_success',
  what: 'The share of runs on the default branch that pass the first time.',
  ask: 'Are the failures about the change, or about the tests?',
};

const trend = ({ id, title, measure, what, ask }: Trend) =>
  placed(
    chart(),
    {
      id,
      title,
      size: [8, 8],
      help: {
        what,
        read: 'The line is the last 28 days, the grey band its 95 % interval, dashed the usual range, big dots weeks that are really better (blue) or worse (orange).',
        ask,
      },
    },
    waymark({ kind: 'series', measure, team })
  );

const backToGreen = () =>
  placed(
    chart()
      .unit('suffix:min')
      .interval('1d')
      .overrideByName('minutes to green', [color(colors.text)])
      .overrideByName('passed when run again', onTheRight('percentunit', colors.context)),
    {
      id: 13,
      title: 'Back to green, and re-runs',
      size: [8, 8],
      help: {
        what: 'The middle time until the default branch passes again after a failure, and the share of failures that passed unchanged when run again.',
        read: 'A red branch stops everybody. Runs that pass unchanged are tests that nobody can trust.',
        ask: 'Which test is run again most often?',
      },
    },
    prometheus(`max(${daily('waymark_ci_recovery_time_seconds{team="$team",window="28d",statistic="p50"}')}) / 60`, {
      legend: 'minutes to green',
    }),
    prometheus(`max(${daily('waymark_ci_rerun_ratio{team="$team",window="28d"}')})`, {
      legend: 'passed when run again',
    })
  );
