import {
  SortOrder,
  TooltipDisplayMode,
  VisibilityMode,
  VizTooltipOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import { type DashboardBuilder, MappingType, RowBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import * as statetimeline from '@grafana/grafana-foundation-sdk/statetimeline';
import { colors } from '../colors.ts';
import { boards } from '../names.ts';
import { chart, goalRows, halfYear, legend, placed, rows, tenths, width } from '../panels.ts';
import { prometheus, waymark } from '../queries.ts';
import { board, events, goalVariable, teamVariable } from './board.ts';

const team = '$team';
const goal = '$goal';

/** For the review: each goal to be disputed with what it is based on, what was decided, and what was learned. */
export function goalsBoard(): DashboardBuilder {
  return board({
    uid: boards.goals,
    title: 'Waymark · Goals and reviews',
    description: 'For the review of a team: what each goal is based on, what was decided, and what was learned.',
    from: 'now-39w',
    to: 'now+8w',
  })
    .variables([teamVariable(), goalVariable()])
    .annotations([events('did'), events('happened', false), events('context')])
    .withPanel(onCourse())
    .withPanel(course())
    .withPanel(evidence())
    .withPanel(chance())
    .withPanel(statusHistory())
    .withPanel(records())
    .withPanel(pastGoals())
    .withRow(review());
}

const onCourse = () =>
  halfYear(
    placed(
      goalRows(),
      {
        id: 1,
        title: 'Are we on course?',
        size: [24, 6],
        help: {
          what: 'The goals that run now, with value and target apart.',
          read: 'The chance is what the team’s own past says about the target in time. Click a goal to look at it below.',
          ask: 'Which of these would we set again today?',
        },
      },
      waymark({ kind: 'goals', layout: 'apart', team })
    )
  );

const course = () =>
  placed(
    chart(),
    {
      id: 2,
      title: '$goal',
      size: [16, 11],
      help: {
        what: 'The measure over 28 days, single weeks as dots, target and stretch from start to due, the path that was expected, and in purple where 8 of 10 futures like the past would end.',
        read: 'The tinted zone is where the target is met. The last days are dotted, as work of these days may still count.',
        ask: 'When did the line bend, and what did we do then?',
      },
    },
    waymark({ kind: 'progress', goal })
  );

const evidence = () =>
  placed(
    rows().showHeader(false),
    {
      id: 3,
      title: 'What is this based on?',
      size: [8, 11],
      help: {
        what: 'The value now with its interval and n, the baseline as it was frozen, target, guardrails, why, whom it serves, and what comes next.',
        read: 'A goal is a claim: every line here may be disputed. A guardrail says what must not get worse meanwhile.',
        ask: 'Which line would we argue about?',
      },
    },
    waymark({ kind: 'evidence', goal })
  );

const chance = () =>
  placed(
    tenths(chart()),
    {
      id: 4,
      title: 'How has the chance moved?',
      size: [8, 7],
      help: {
        what: 'The chance of target and stretch, as it was worked out each week.',
        read: 'Blue from 70 %, yellow from 40 %, orange below. Small moves mean little; a bend tells when something changed.',
        ask: 'What did we know at the bend that we did not act on?',
      },
    },
    waymark({ kind: 'chance', goal })
  );

const statusHistory = () =>
  placed(
    new statetimeline.PanelBuilder()
      .mergeValues(true)
      .showValue(VisibilityMode.Auto)
      .rowHeight(0.8)
      .legend(legend().showLegend(false))
      .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Single).sort(SortOrder.None)),
    {
      id: 5,
      title: 'How did each goal come here?',
      size: [16, 7],
      help: {
        what: 'The status of every goal over time, the newest on top; it ends with what came of it.',
        read: 'A goal that went back and forth had a chance near a border. ◆ learned is a miss with its lesson written down.',
        ask: 'How early could we have known?',
      },
    },
    waymark({ kind: 'status_history', team })
  );

const records = () =>
  placed(
    rows()
      .overrideByName('Look again', [width(100)])
      .overrideByName('Effect found', [width(130)]),
    {
      id: 6,
      title: 'What did we decide, and what came of it?',
      size: [12, 7],
      help: {
        what: 'Decisions, interventions and notes of the team, when it wants to look again, and the effect that was found.',
        read: '“Due” is a promise to look again that has passed. An effect is told only where it is beyond chance.',
        ask: 'What did we expect when we decided it?',
      },
    },
    waymark({ kind: 'records', team })
  );

const pastGoals = () =>
  placed(
    rows()
      .overrideByName('Goal', [width(150)])
      .overrideByName('Now / target', [width(125), { id: 'custom.wrapText', value: true }]),
    {
      id: 7,
      title: 'What did past goals teach us?',
      size: [12, 7],
      help: {
        what: 'Goals that are over: how they ended, and what was learned.',
        read: 'A miss without a lesson is the only lost one. “Within noise” was reached, but chance may have done it.',
        ask: 'What would we do again, and what never?',
      },
    },
    waymark({ kind: 'past_goals', team })
  );

const guardrails = () =>
  halfYear(
    placed(
      rows()
        .unit('none')
        .withTransformation({
          id: 'organize',
          options: {
            excludeByName: { Time: true },
            indexByName: { goal: 0, measure: 1, Value: 2 },
            renameByName: { goal: 'Goal', measure: 'Guardrail', Value: 'Holds' },
          },
        })
        .overrideByName('Holds', [
          {
            id: 'mappings',
            value: [
              {
                type: MappingType.ValueToText,
                options: { 0: { text: '○ broken', color: colors.worse }, 1: { text: '● holds', color: colors.text } },
              },
            ],
          },
          { id: 'custom.cellOptions', value: { type: 'color-text' } },
          width(95),
        ]),
      {
        id: 22,
        title: 'Do the guardrails hold?',
        size: [10, 8],
        help: {
          what: 'For each goal, what must not get worse while it is pursued, now.',
          read: 'A target that is reached over a broken guardrail is met at a cost.',
          ask: 'Is the goal worth what it costs elsewhere?',
        },
      },
      prometheus('max by (goal, measure) (waymark_goal_guardrail_holds{team="$team"})', { as: 'rows' })
    )
  );

const unanswered = () =>
  placed(
    rows(),
    {
      id: 21,
      title: 'What is still without an answer?',
      size: [14, 8],
      help: {
        what: 'Real changes of 13 weeks, those first that nobody has answered.',
        read: 'An answer is a cause, a decision, or “we do not know”, written down.',
        ask: 'Which one do we take along as a goal?',
      },
    },
    waymark({ kind: 'signals', team })
  );

/** Collapsed: it asks nothing until somebody opens it. */
const review = () =>
  new RowBuilder('Quarterly review').id(20).collapsed(true).withPanel(unanswered()).withPanel(guardrails());
