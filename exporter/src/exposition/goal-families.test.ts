import { describe, expect, test } from '@jest/globals';
import { createExposition } from './exposition.ts';
import { promtool, withPromtool } from './promtool.fixture.ts';
import type { Conclusions } from './snapshot.ts';

const conclusions: Conclusions = {
  goals: [
    {
      team: 'checkout',
      goal: 'lead-time',
      objective: 'faster',
      measure: 'change_lead_time',
      kind: 'committed',
      value: 90_000,
      baseline: 115_200,
      target: 86_400,
      stretch: 64_800,
      progress: 0.875,
      probability: 0.52,
      due: Date.UTC(2026, 11, 31),
      status: 'at_risk',
      guardrails: [
        { measure: 'change_fail_rate', holds: true },
        { measure: 'deployment_rework_rate', holds: false },
        { measure: 'change_size' },
      ],
    },
    {
      team: 'checkout',
      goal: 'new',
      objective: 'faster',
      measure: 'promql',
      kind: 'learning',
      target: 0.9,
      due: Date.UTC(2027, 0, 31),
      status: 'no_data',
      guardrails: [],
    },
  ],
  judged: [
    { team: 'checkout', measure: 'change_lead_time', signals: ['better'], usual: { lower: 1, centre: 2, upper: 3 } },
    { team: 'checkout', measure: 'change_fail_rate', signals: [] },
    { team: 'checkout', measure: 'change_size' },
  ],
};

async function scraped(): Promise<string> {
  const exposition = createExposition({ version: '1', sources: () => [] });
  exposition.conclude(conclusions);
  return (await exposition.scrape({ openMetrics: false, gzip: false })).body.toString();
}

describe('goals and signals as gauges', () => {
  test('a value where there is one, and no sample where there is none', async () => {
    const lines = (await scraped()).split('\n').filter((line) => /^waymark_(goal|signal|process)/.test(line));
    const goal = 'team="checkout",goal="lead-time"';
    for (const line of [
      `waymark_goal_info{${goal},objective="faster",measure="change_lead_time",kind="committed"} 1`,
      `waymark_goal_value{${goal}} 90000`,
      `waymark_goal_baseline{${goal}} 115200`,
      `waymark_goal_target{${goal}} 86400`,
      `waymark_goal_stretch{${goal}} 64800`,
      `waymark_goal_progress_ratio{${goal}} 0.875`,
      `waymark_goal_attainment_probability{${goal}} 0.52`,
      `waymark_goal_due_timestamp_seconds{${goal}} ${Date.UTC(2026, 11, 31) / 1000}`,
      `waymark_goal_status{${goal},status="at_risk"} 1`,
      `waymark_goal_status{${goal},status="on_track"} 0`,
      `waymark_goal_status{${goal},status="learned"} 0`,
      `waymark_goal_guardrail_holds{${goal},measure="change_fail_rate"} 1`,
      `waymark_goal_guardrail_holds{${goal},measure="deployment_rework_rate"} 0`,
      `waymark_signal{measure="change_lead_time",team="checkout",direction="better"} 1`,
      `waymark_signal{measure="change_lead_time",team="checkout",direction="worse"} 0`,
      `waymark_signal{measure="change_fail_rate",team="checkout",direction="worse"} 0`,
      `waymark_process_limit{measure="change_lead_time",team="checkout",limit="centre"} 2`,
    ]) {
      expect(lines).toContain(line);
    }
    expect(lines.filter((line) => line.includes('goal="new"'))).toEqual([
      expect.stringMatching(/^waymark_goal_info/),
      'waymark_goal_target{team="checkout",goal="new"} 0.9',
      expect.stringMatching(/^waymark_goal_due_timestamp_seconds/),
      ...Array.from({ length: 10 }, () => expect.stringMatching(/^waymark_goal_status/)),
    ]);
    expect(lines.filter((line) => line.includes('change_size') || /process_limit.*fail_rate/.test(line))).toEqual([]);
  });

  withPromtool('promtool finds nothing to say', async () => {
    expect(await promtool(['check', 'metrics'], await scraped())).toEqual({ code: 0, output: '' });
  });
});
