import { BigValueTextMode, VizOrientation } from '@grafana/grafana-foundation-sdk/common';
import { type DashboardBuilder, RowBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { boards } from '../names.ts';
import { answer, chart, goalRows, halfYear, legend, placed, rows, tile, words } from '../panels.ts';
import { prometheus, waymark } from '../queries.ts';
import { activeGoals, board, events, teamVariable } from './board.ts';
import { inProgressLongest, workInProgress } from './work.ts';

const team = '$team';

/** One screen for the weekly look: are we on course, what changed, what waits for us, what is in flight. */
export function teamBoard(): DashboardBuilder {
  const built = board({
    uid: boards.team,
    title: 'Waymark · Team',
    description: 'The weekly look of a team: its goals, what really changed, and what is in flight.',
    from: 'now-26w',
    to: 'now+6w',
  })
    .variables([teamVariable(), activeGoals()])
    .annotations([events('did'), events('happened', false)])
    .withPanel(onCourse())
    .withPanel(changed())
    .withPanel(waiting())
    .withPanel(goals())
    .withPanel(signals());
  for (const [index, one] of tiles.entries()) built.withPanel(measureTile(one, index));
  return built
    .withPanel(goalCourse())
    .withRow(new RowBuilder('What is in flight?').id(40))
    .withPanel(waitingForRelease())
    .withPanel(halfYear(workInProgress({ id: 42, size: [9, 8] })))
    .withPanel(inProgressLongest({ id: 43, size: [11, 8] }));
}

const onCourse = () =>
  placed(
    words(),
    {
      id: 1,
      title: 'Goals on course',
      size: [8, 3],
      help: {
        what: 'How many of the goals that run now have a chance of 70 % or more.',
        read: 'A few off course is what goals worth having look like; all on course for long may mean that they ask little.',
        ask: 'Which one needs a decision this week?',
      },
    },
    waymark({ kind: 'headline', part: 'goals', team })
  );

const changed = () =>
  placed(
    words(),
    {
      id: 2,
      title: 'What really changed in 13 weeks',
      size: [8, 3],
      help: {
        what: 'Measures that moved beyond what chance explains, by the limits of the team’s own past.',
        read: '“Nothing unusual” is a normal answer. Whatever else went up or down is noise: no meeting is needed about it.',
        ask: 'Do we know why, in both directions?',
      },
    },
    waymark({ kind: 'headline', part: 'changes', team })
  );

const waiting = () =>
  placed(
    words(),
    {
      id: 3,
      title: 'Waiting for our answer',
      size: [8, 3],
      help: {
        what: 'Real changes that nobody has written anything about yet, and since when the oldest waits.',
        read: 'Orange says that something waits. It turns grey when a decision or a note names the measure.',
        ask: 'Who looks into the oldest one, and by when?',
      },
    },
    waymark({ kind: 'headline', part: 'waiting', team })
  );

const goals = () =>
  halfYear(
    placed(
      goalRows(),
      {
        id: 4,
        title: 'Are we on course for our goals?',
        size: [24, 6],
        help: {
          what: 'The goals that run now: the chance that the target is reached in time, from the team’s own past, and what comes next.',
          read: '● on track from 70 %, ◐ at risk from 40 %, ○ off track below. A chance of 70 % misses three times in ten.',
          ask: 'Does the plan still fit, or does the goal?',
        },
      },
      waymark({ kind: 'goals', layout: 'together', team })
    )
  );

const signals = () =>
  placed(
    rows(),
    {
      id: 5,
      title: 'What really changed, and what waits for our answer?',
      size: [24, 5],
      help: {
        what: 'Each real change of 13 weeks, better or worse: since when, from what to what, and a question about it.',
        read: 'What waits comes first. What got better deserves an answer too: else nobody knows how to keep it.',
        ask: 'What was different from that week on?',
      },
    },
    waymark({ kind: 'signals', team })
  );

const tiles = [
  {
    measure: 'deployment_frequency',
    title: 'Deployments',
    width: 5,
    what: 'Successful deployments to production a day, over 28 days.',
    ask: 'What keeps us from releasing a smaller change sooner?',
  },
  {
    measure: 'change_lead_time',
    title: 'Lead time',
    width: 5,
    what: 'The middle time from first commit to production, of the changes of 28 days.',
    ask: 'Where do changes wait? The Flow board splits it.',
  },
  {
    measure: 'failed_deployment_recovery_time',
    title: 'Recovery time',
    width: 5,
    what: 'The middle time until service was back after a failed deployment, over 28 days.',
    ask: 'What made the last one slow: noticing, deciding or releasing?',
  },
  {
    measure: 'change_fail_rate',
    title: 'Fail rate',
    width: 5,
    what: 'The share of deployments of 28 days that needed a fix, a rollback or caused an incident.',
    ask: 'What do the last failures have in common?',
  },
  {
    measure: 'deployment_rework_rate',
    title: 'Rework',
    width: 4,
    what: 'The share of deployments of 28 days that were not planned, but repaired something.',
    ask: 'What would have caught it before?',
  },
] as const;

const measureTile = ({ measure, title, width, what, ask }: (typeof tiles)[number], index: number) =>
  halfYear(
    placed(
      tile(),
      {
        id: 10 + index,
        title,
        size: [width, 4],
        help: {
          what,
          read: 'Blue: really better; orange: really worse; no colour: no clear change. n is what it is counted from. Click for the trend.',
          ask,
        },
      },
      waymark({ kind: 'tile', measure, team })
    )
  );

const goalCourse = () =>
  placed(
    chart().legend(legend().showLegend(false)),
    {
      id: 20,
      title: '$active_goal',
      size: [8, 9],
      help: {
        what: 'The measure of one goal: line over 28 days, dots for weeks, dashed target, dotted stretch and expected path; purple is where 8 of 10 futures like the past would end.',
        read: 'The tinted zone is where the target is met. The dotted end of the line is provisional.',
        ask: 'Does the band end in the zone? If not, what will be different from now on?',
      },
    },
    waymark({ kind: 'progress', goal: '$active_goal' })
  )
    .repeat('active_goal')
    .repeatDirection('h')
    .maxPerRow(3);

const waitingForRelease = () =>
  halfYear(
    placed(
      answer().orientation(VizOrientation.Horizontal).textMode(BigValueTextMode.ValueAndName).unit('none'),
      {
        id: 41,
        title: 'Waiting for release',
        size: [4, 8],
        help: {
          what: 'Changes that are merged and not in production, and the age of the oldest.',
          read: 'Work that is done, but with no customer. While it waits, the lead times of the last weeks look better than they will be.',
          ask: 'What would it take to release it today?',
        },
      },
      prometheus('max(waymark_undeployed_changes{team="$team"})', { as: 'value', legend: 'changes' }),
      prometheus('max(waymark_undeployed_change_age_seconds{team="$team",statistic="max"}) / 86400', {
        as: 'value',
        legend: 'oldest',
      })
    )
      .noValue('nothing')
      .overrideByName('oldest', [
        { id: 'unit', value: 'suffix:d' },
        { id: 'decimals', value: 1 },
      ])
  );
