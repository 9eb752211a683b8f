import * as barchart from '@grafana/grafana-foundation-sdk/barchart';
import { StackingMode, TableCellHeight, VisibilityMode, VizOrientation } from '@grafana/grafana-foundation-sdk/common';
import type { DashboardBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { boards } from '../names.ts';
import { chart, legend, placed, rows, tenths, width } from '../panels.ts';
import { waymark } from '../queries.ts';
import { board } from './board.ts';

/** Objectives and counts: no row is a team with a value, and nothing is a mean over teams. */
export function organisationBoard(): DashboardBuilder {
  return board({
    uid: boards.organisation,
    title: 'Waymark · Organisation',
    description: 'Whether the organisation gets where it said it would: objectives, goals and counts, never a team.',
    from: 'now-26w',
  })
    .withPanel(objectives())
    .withPanel(sentences())
    .withPanel(goalCounts())
    .withPanel(investment())
    .withPanel(verdicts())
    .withPanel(goals());
}

const objectives = () =>
  placed(
    rows().overrideByName('Last quarter', [width(260)]),
    {
      id: 1,
      title: 'Are we getting where we said we would?',
      size: [24, 7],
      help: {
        what: 'Objectives by their stated priority: why they matter, how their goals stand now and ended last quarter, and the share of finished work beside what was planned.',
        read: 'An objective of high priority with little work is a decision that was not made, or not followed.',
        ask: 'Where do we say one thing and do another?',
      },
    },
    waymark({ kind: 'objectives' })
  );

const sentences = () =>
  placed(
    rows().showHeader(false).cellHeight(TableCellHeight.Lg),
    {
      id: 2,
      title: 'The last six months, in six sentences',
      size: [12, 11],
      help: {
        what: 'What can be said of the half year, each sentence with what it is based on.',
        read: '“In 2 of 6 teams” counts teams where the change is beyond chance. No number here is a blend of teams.',
        ask: 'Which sentence would we like to be able to write in half a year?',
      },
    },
    waymark({ kind: 'sentences' })
  );

const goalCounts = () =>
  placed(
    chart().unit('none').barWidthFactor(0.9),
    {
      id: 3,
      title: 'How do all goals stand?',
      size: [12, 11],
      help: {
        what: 'The number of goals by their status, week by week.',
        read: 'Goals worth having are missed at times. Much grey for long says that goals are set where nothing is measured.',
        ask: 'Do we drop goals that no longer fit?',
      },
    },
    waymark({ kind: 'goal_counts' })
  );

const investment = () =>
  placed(
    tenths(chart().legend(legend('lastNotNull'))),
    {
      id: 4,
      title: 'Where did finished work go?',
      size: [12, 9],
      help: {
        what: 'The share of finished work that served each objective, and what could not be linked.',
        read: 'Items counted, not hours. Grey is work whose purpose is not written down anywhere.',
        ask: 'What did we stop doing for the first priority?',
      },
    },
    waymark({ kind: 'investment' })
  );

const verdicts = () =>
  placed(
    new barchart.PanelBuilder()
      .orientation(VizOrientation.Horizontal)
      .stacking(StackingMode.Normal)
      .showValue(VisibilityMode.Never)
      .barWidth(0.7)
      .unit('none')
      .decimals(0)
      .xField('Measure')
      .legend(legend()),
    {
      id: 5,
      title: 'What really changed in 13 weeks? Number of teams',
      size: [12, 9],
      help: {
        what: 'For each measure, in how many teams it got really better, really worse, did not clearly change, or has too little data.',
        read: 'Teams are counted, not named and not ranked: their work differs.',
        ask: 'What do many teams have in common that only the organisation can mend?',
      },
    },
    waymark({ kind: 'verdicts' })
  );

const goals = () =>
  placed(
    rows(),
    {
      id: 6,
      title: 'Every active goal, by the objective it serves',
      size: [24, 12],
      help: {
        what: 'All goals that run now, ordered by objective.',
        read: 'Goals that are off track are where a decision may help. Click one for what it is based on.',
        ask: 'Which one can we help, and has somebody asked for it?',
      },
    },
    waymark({ kind: 'goals', layout: 'objectives', team: '' })
  );
