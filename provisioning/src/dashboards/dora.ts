import { AxisPlacement, GraphDrawStyle } from '@grafana/grafana-foundation-sdk/common';
import { type DashboardBuilder, RowBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { byThreshold, colors, steps } from '../colors.ts';
import { boards } from '../names.ts';
import { bars, chart, type Place, placed, rows } from '../panels.ts';
import { ofWeek, prometheus, waymark } from '../queries.ts';
import { board, events, teamVariable } from './board.ts';
import { color, onTheRight } from './work.ts';

const team = '$team';

/** The five numbers of DORA, how sure they are, and the facts behind each. */
export function doraBoard(): DashboardBuilder {
  return board({
    uid: boards.dora,
    title: 'Waymark · DORA',
    description:
      'Throughput and instability of software delivery, how sure the numbers are, and the facts behind them.',
    from: 'now-52w',
  })
    .variables([teamVariable()])
    .annotations([events('did'), events('happened', false), events('context')])
    .withPanel(numbers())
    .withRow(new RowBuilder('Throughput: how fast do changes reach customers?').id(10))
    .withPanel(trend(frequency))
    .withPanel(trend(leadTime))
    .withPanel(trend(recovery))
    .withPanel(waitingForRelease())
    .withRow(new RowBuilder('Instability: how often does a change need a fix?').id(20))
    .withPanel(trend(failRate))
    .withPanel(trend(rework))
    .withRow(new RowBuilder('What is behind the numbers?').id(30))
    .withPanel(changes())
    .withPanel(failures())
    .withPanel(coverage())
    .withPanel(benchmarks());
}

const numbers = () =>
  placed(
    rows(),
    {
      id: 1,
      title: 'What are the numbers, and how sure are we?',
      size: [24, 7],
      help: {
        what: 'The five measures over 7, 28 and 90 days, the interval that holds the true value with 95 %, what it is counted from, and the usual range of this team.',
        read: 'A wide interval says that little happened, not that something is wrong. Only “really better” and “really worse” are more than chance.',
        ask: 'Which of them matters to us now, and which is only a number?',
      },
    },
    waymark({ kind: 'numbers', team })
  );

type Trend = Omit<Place, 'size' | 'help'> & { readonly measure: string; readonly what: string; readonly ask: string };

const frequency: Trend = {
  id: 11,
  title: 'Deployment frequency',
  measure: 'deployment_frequency',
  what: 'Successful deployments to production a day.',
  ask: 'What would let us release half as much twice as often?',
};
const leadTime: Trend = {
  id: 12,
  title: 'Change lead time',
  measure: 'change_lead_time',
  what: 'The middle time of a change from its first commit to production.',
  ask: 'Which step moved? The Flow board splits it.',
};
const recovery: Trend = {
  id: 13,
  title: 'Recovery time',
  measure: 'failed_deployment_recovery_time',
  what: 'The middle time until service was back after a deployment failed; failures are few, so the line jumps.',
  ask: 'Was the last one slow to notice, to decide or to release?',
};
const failRate: Trend = {
  id: 21,
  title: 'Change fail rate',
  measure: 'change_fail_rate',
  what: 'The share of deployments that needed a fix, a rollback, or that an incident points to; the table below says why each counts.',
  ask: 'What do the failures of one week have in common?',
};
const rework: Trend = {
  id: 22,
  title: 'Deployment rework rate',
  measure: 'deployment_rework_rate',
  what: 'The share of deployments that were not planned, but made to repair something users saw.',
  ask: 'What would have caught it before the release?',
};

const trend = ({ id, title, measure, what, ask }: Trend) =>
  placed(
    chart(),
    {
      id,
      title,
      size: [12, 9],
      help: {
        what,
        read: 'The line is the last 28 days, the grey band its 95 % interval, dashed the usual range of this team, big dots the weeks that are really better (blue) or worse (orange). Dotted days are provisional.',
        ask,
      },
    },
    waymark({ kind: 'series', measure, team })
  );

const waitingForRelease = () =>
  placed(
    chart()
      .unit('none')
      .interval('7d')
      .overrideByName('changes waiting, mean of the week', [
        color(colors.better),
        { id: 'custom.drawStyle', value: GraphDrawStyle.Bars },
        { id: 'custom.fillOpacity', value: 65 },
        { id: 'custom.lineWidth', value: 0 },
        { id: 'custom.axisPlacement', value: AxisPlacement.Left },
        { id: 'decimals', value: 0 },
      ])
      .overrideByName('oldest', onTheRight('suffix:d', colors.text)),
    {
      id: 14,
      title: 'Merged, waiting for release',
      size: [12, 9],
      help: {
        what: 'Changes that were merged and not yet in production, and the age of the oldest.',
        read: 'These have no lead time yet. When many wait, the last weeks of lead time look shorter than they will turn out.',
        ask: 'What does the release wait for?',
      },
    },
    prometheus(ofWeek('avg', 'waymark_undeployed_changes{team="$team"}'), {
      legend: 'changes waiting, mean of the week',
    }),
    prometheus(`${ofWeek('max', 'waymark_undeployed_change_age_seconds{team="$team",statistic="max"}')} / 86400`, {
      legend: 'oldest',
    })
  );

const changes = () =>
  placed(
    chart(),
    {
      id: 31,
      title: 'Every change: how long did it take?',
      size: [12, 9],
      help: {
        what: 'One dot for each change that reached production, at the time it did; hours since its first commit, on a log scale.',
        read: 'The middle of the cloud is the lead time; single high dots are long branches. Click a dot for its origin.',
        ask: 'What do the highest dots have in common?',
      },
    },
    waymark({ kind: 'changes', team })
  );

const failures = () =>
  placed(
    rows(),
    {
      id: 32,
      title: 'The last failed deployments, and why each counts',
      size: [12, 9],
      help: {
        what: 'Each deployment that counts as failed, with the evidence that makes it one, and how long it took to recover.',
        read: 'If one does not belong here, the rule is wrong for you: change what counts in the configuration.',
        ask: 'Which of these would a smaller change have avoided?',
      },
    },
    waymark({ kind: 'failures', team })
  );

/** What the families call it, and how a person says it. */
const joined = {
  changes_deployed: 'changes found in a deployment',
  incidents_attributed: 'incidents tied to a deployment',
  work_linked: 'work linked to an objective',
};

const coverage = () => {
  const panel = bars()
    .unit('percentunit')
    .decimals(0)
    .min(0)
    .max(1)
    .colorScheme(byThreshold())
    .thresholds(steps(colors.worse, [0.5, colors.better]))
    .noValue('not known');
  for (const [kind, displayName] of Object.entries(joined))
    panel.overrideByName(kind, [{ id: 'displayName', value: displayName }]);
  return placed(
    panel,
    {
      id: 33,
      title: 'How much of the evidence could be joined?',
      size: [9, 6],
      help: {
        what: 'The share of changes found in a deployment, of incidents tied to one, and of work that names an objective.',
        read: 'Low means that all above is less certain. No incident is tied to a deployment that had no part in it.',
        ask: 'Is a rule missing, or do we leave no trace?',
      },
    },
    prometheus('max by (kind) (waymark_coverage_ratio{team="$team"})', { as: 'value', legend: '{{kind}}' })
  );
};

const benchmarks = () =>
  placed(
    rows(),
    {
      id: 34,
      title: 'Context, not a target: what others answered',
      size: [15, 6],
      help: {
        what: 'Beside the value here, the answer group of a public survey that it falls into, and how many answered that or better.',
        read: 'Others answered from memory about other systems. It tells what is common, not what is good for your users.',
        ask: 'Would our users notice if we were in the next group?',
      },
    },
    waymark({ kind: 'benchmarks', team })
  );
