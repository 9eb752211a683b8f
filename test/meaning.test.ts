import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { found, withParts } from './parts.ts';
import { project, ready, serve, type Server, until } from './waymark.ts';

const now = '2026-11-26T20:00:00Z';
const token = 'a-token-for-writing';
const statuses = new Set([
  ...['no_data', 'on_track', 'at_risk', 'off_track'],
  ...['stretch_met', 'met', 'met_within_noise', 'met_at_a_cost', 'missed', 'learned'],
]);
type Json = Record<string, unknown>;
type Items<Item = Json> = { items: Item[] };
type Signal = { id: string; team: string; measure: string; rule: string; answered_at?: string };

describe('what the numbers of the demo mean', () => {
  let server: Server;
  let directory: string;

  beforeAll(async () => {
    const given = project('listen: 127.0.0.1:0\nstorage: ./data\nauth: { write_token_env: WRITE_TOKEN }\n');
    directory = given.directory;
    server = await serve(['-c', given.file, '--demo', '--now', now], { cwd: directory, env: { WRITE_TOKEN: token } });
    await ready(server, 120);
  }, 150_000);
  afterAll(async () => {
    expect(await server.stop()).toBe(0);
  });

  const get = async <T>(path: string): Promise<T> => {
    const answer = await fetch(`${server.url}/api/v1/${path}`);
    expect([path, answer.status]).toEqual([path, 200]);
    return (await answer.json()) as T;
  };
  const post = async (path: string, body: Json, authorization = `Bearer ${token}`) => {
    const headers = { authorization, 'content-type': 'application/json' };
    const init = { method: 'POST', headers, body: JSON.stringify(body) };
    const answer = await fetch(`${server.url}/api/v1/${path}`, init);
    return { status: answer.status, body: (await answer.json()) as Json };
  };
  const range = 'from=2025-11-01T00:00:00Z&to=2026-12-31T00:00:00Z';

  test('a goal is told with all that it rests on', async () => {
    const goal = await get<Json>('goals/checkout-lead-time');
    expect(goal).toMatchObject({
      ...{ id: 'checkout-lead-time', team: 'checkout', objective: 'faster', measure: 'change_lead_time' },
      ...{ kind: 'committed', target: 86_400, stretch: 64_800, start: '2026-08-01T00:00:00Z' },
      ...{ due: '2027-01-01T00:00:00Z', why: expect.any(String), next: expect.any(String) },
      ...{ value: expect.any(Number), n: expect.any(Number), progress: expect.any(Number) },
      baseline: { value: expect.any(Number), n: expect.any(Number), from: '2026-07-04T00:00:00Z' },
      guardrails: [{ measure: 'change_fail_rate', text: expect.any(String), holds: expect.any(Boolean) }],
      revisions: [{ target: 86_400 }],
    });
    const { probability, stretch_probability: stretch, forecast, milestones, evidence, history } = goal;
    expect(probability).toBeGreaterThanOrEqual(stretch as number);
    expect(probability).toBeLessThanOrEqual(0.95);
    for (const { low, middle, high } of forecast as Record<string, number>[]) {
      expect(low).toBeLessThanOrEqual(middle ?? NaN);
      expect(middle).toBeLessThanOrEqual(high ?? NaN);
    }
    expect((forecast as Json[]).at(-1)?.['time']).toBe('2027-01-01T00:00:00Z');
    expect(milestones).toHaveLength(3);
    expect((evidence as { label: string }[]).map(({ label }) => label)).toEqual(
      expect.arrayContaining(['Now', 'Baseline', 'Target', 'Chance', 'Guardrail', 'Why', 'Objective', 'Next'])
    );
    const { status, probability: chances } = history as { status: { status: string }[]; probability: Json[] };
    expect(status.at(-1)?.status).toBe(goal['status']);
    // Judged at its start and after each of seventeen weeks, and now.
    expect(chances).toHaveLength(19);
  });

  test('goals by team, status and due date; an unknown one is not found', async () => {
    const { items } = await get<Items>('goals');
    expect(items.length).toBeGreaterThan(10);
    for (const { status } of items) expect(statuses).toContain(status);
    const of = async (query: string) => (await get<Items>(`goals?${query}`)).items.map(({ id }) => id);
    expect(await of('team=identity')).toEqual(items.filter(({ team }) => team === 'identity').map(({ id }) => id));
    const learned = items.filter(({ status }) => status === 'learned').map(({ id }) => id);
    expect(learned).toContain('checkout-ci-cache');
    expect(await of('status=learned')).toEqual(learned);
    const due = items.filter(({ due: date }) => (date as string) < '2026-09-01').map(({ id }) => id);
    expect(await of('to=2026-09-01T00:00:00Z')).toEqual(due);
    expect(await (await fetch(`${server.url}/api/v1/goals/nothing`)).json()).toMatchObject({ status: 404 });
    const over = items.find(({ id }) => id === 'checkout-ci-cache');
    expect(over).toMatchObject({
      outcome: 'learned',
      lesson: { cause: expect.any(String), next_step: expect.any(String) },
    });
    expect(over).not.toHaveProperty('probability');
  });

  test('signals say what changed and ask one question', async () => {
    const { items } = await get<Items>('signals?team=checkout');
    const ci = items.find(({ measure }) => measure === 'ci_duration');
    expect(ci).toMatchObject({ team: 'checkout', direction: 'worse', since: expect.any(String) });
    expect(ci?.['text']).toMatch(/^\d+ → \d+ min since \d+ \w{3}$/);
    expect(ci?.['question']).toMatch(/\?$/);
    expect(ci?.['after']).toBeGreaterThan(ci?.['before'] as number);
  });

  test('a team in a glance, its forecast and what others answered', async () => {
    const { headline, measures } = await get<{ headline: Json; measures: Json[] }>('summary?team=checkout');
    expect(headline).toMatchObject({ goals: 3, waiting: expect.any(Number) });
    const lead = measures.find(({ measure }) => measure === 'change_lead_time');
    expect(lead).toMatchObject({
      usual: { lower: expect.any(Number), centre: expect.any(Number), upper: expect.any(Number) },
      verdict: 'better',
    });
    expect(Object.keys(lead?.['windows'] as Json).sort()).toEqual(['28d', '7d', '90d']);
    const { p50, p85, p95 } = await get<Record<string, string>>('forecast?team=checkout&items=20');
    expect(new Date(p50 ?? '') <= new Date(p85 ?? '') && new Date(p85 ?? '') <= new Date(p95 ?? '')).toBe(true);
    expect((await get<Items>('benchmarks?team=checkout')).items.length).toBeGreaterThan(0);
  });

  test('the tree of objectives, and the organisation in counts and sentences', async () => {
    const { items } = await get<Items>('objectives');
    const ids = new Set(items.map(({ objective }) => objective));
    for (const { parent } of items) if (parent !== undefined) expect(ids).toContain(parent);
    const teams = (await get<Items>('teams')).items.map(({ team }) => team as string);
    const {
      verdicts,
      sentences,
      goals_by_week: byWeek,
    } = await get<{
      verdicts: { measure: string; better: number; worse: number; no_clear_change: number; too_little_data: number }[];
      sentences: { topic: string; text: string; evidence: { text: string } }[];
      goals_by_week: { time: string; counts: Record<string, number> }[];
    }>('organisation?from=2026-06-01T00:00:00Z&to=2026-11-26T20:00:00Z');
    for (const { better, worse, no_clear_change: none, too_little_data: little } of verdicts)
      expect(better + worse + none + little).toBe(teams.length);
    expect(sentences.length).toBeGreaterThan(2);
    expect(sentences.length).toBeLessThanOrEqual(6);
    for (const { text } of sentences) for (const team of teams) expect(text.toLowerCase()).not.toContain(team);
    expect(byWeek.length).toBeGreaterThan(20);
  });

  test('annotations by kind, layer and goal', async () => {
    const kinds = async (query: string) =>
      new Set((await get<Items<{ kind: string }>>(`annotations?${range}&${query}`)).items.map(({ kind }) => kind));
    const all = await kinds('team=checkout');
    for (const kind of [
      'goal_set',
      'milestone',
      'due',
      'outcome',
      'status',
      'signal',
      'decision',
      'note',
      'intervention',
    ])
      expect(all).toContain(kind);
    expect(all).toContain('failed_deployment');
    expect(all).not.toContain('deployment');
    expect(await kinds('team=checkout&kinds=incident,deployment')).toEqual(new Set(['incident', 'deployment']));
    expect(await kinds('team=checkout&goal=checkout-ci-cache&layer=happened')).toEqual(new Set());
    const { items } = await get<Items>(`annotations?${range}&goal=checkout-ci-cache&kinds=outcome`);
    expect(items).toMatchObject([
      { time: '2026-08-01T00:00:00Z', title: expect.stringContaining('missed'), goal: 'checkout-ci-cache' },
      { time: '2026-08-13T00:00:00Z', title: expect.stringContaining('learned') },
    ]);
  });

  test('an entry is stored with the write token, answers a signal and stands on the graph', async () => {
    const before = (await get<Items>('records?team=checkout')).items;
    const { items } = await get<Items<Signal>>('signals');
    const signal = items.find(({ answered_at: at, rule }) => at === undefined && rule !== 'run');
    if (!signal) throw new Error('the demo has no signal that waits');
    const { team, id, measure } = signal;
    const decision = { team, signal: id, measure, decision: 'watch', reason: 'new runners', url: 'https://g.test/d/x' };
    expect((await post('decisions', decision, '')).status).toBe(401);
    expect((await post('decisions', decision, 'Bearer wrong')).status).toBe(401);
    expect(await post('decisions', { ...decision, decision: 'ignore' })).toMatchObject({
      ...{ status: 400, body: { errors: [{ path: 'decision', message: expect.any(String) }] } },
    });
    expect((await post('decisions', { ...decision, reason: 'ask a@b.example' })).status).toBe(400);
    expect((await get<Items>('records?team=checkout')).items).toEqual(before);

    const stored = await post('decisions', decision);
    expect(stored).toMatchObject({ status: 201, body: { kind: 'decision', team, signal: id, recorded_at: now } });
    expect(await post('decisions', decision)).toEqual(stored);
    const records = (await get<Items>(`records?team=${team}&kind=decision`)).items;
    expect(records.filter(({ id: record }) => record === stored.body['id'])).toEqual([stored.body]);
    const answered = (await get<Items<Signal>>('signals')).items.find((each) => each.id === id);
    expect(answered).toMatchObject({ answered_at: now, url: 'https://g.test/d/x' });
    expect(answered).not.toHaveProperty('waiting_seconds');
    const drawn = await get<Items>(`annotations?${range}&team=${team}&kinds=decision`);
    expect(drawn.items.find((each) => each['id'] === stored.body['id'])).toMatchObject({ text: 'new runners' });
  });

  test('a plan has a baseline and follow-ups, an outcome tells its effect', async () => {
    const times = { start: '2026-12-01T00:00:00Z', check_at: '2027-01-15T00:00:00Z' };
    const plan = { team: 'checkout', measure: 'ci_duration', title: 'Tests side by side', expected: 720, ...times };
    const { status, body } = await post('plans', plan);
    expect(status).toBe(201);
    expect(body).toMatchObject({
      ...{ retrospective: false, baseline: { value: expect.any(Number), to: now } },
      follow_ups: [
        { due: '2027-01-15T00:00:00Z', done: false },
        { due: '2027-04-15T00:00:00Z', done: false },
      ],
    });
    expect((await post('outcomes', { team: 'checkout', of: 'nothing', effect_found: 'x' })).status).toBe(400);
    expect((await post('outcomes', { team: 'checkout', of: body['id'], effect_found: '18 → 12 min' })).status).toBe(
      201
    );
    const { items } = await get<Items>('records?team=checkout&kind=plan');
    expect(items.find(({ id }) => id === body['id'])).toMatchObject({
      ...{ effect_found: '18 → 12 min', follow_ups: [{ done: true }, { done: false }] },
    });
  });

  test('a missed goal becomes a learned one', async () => {
    const missed = (await get<Items>('goals?status=missed&team=search')).items[0];
    if (!missed) throw new Error('the demo has no missed goal of search');
    const outcome = { team: 'search', goal: missed['id'], cause: 'tests', next_step: 'split them' };
    const { status } = await post('outcomes', outcome);
    expect(status).toBe(201);
    const late = Date.parse(missed['due'] as string) + 30 * 86_400_000 < Date.parse(now);
    await until('its lesson', async () =>
      (await get<Json>(`goals/${missed['id'] as string}`))['lesson'] === undefined ? undefined : true
    );
    const goal = await get<Json>(`goals/${missed['id'] as string}`);
    expect(goal['status']).toBe(late ? 'missed' : 'learned');
  });

  test('the description names every path to post to', async () => {
    const { paths } = await get<{ paths: Record<string, Record<string, Json>> }>('openapi.json');
    for (const path of ['decisions', 'notes', 'interventions', 'plans', 'outcomes'])
      expect(paths[`/api/v1/${path}`]?.['post']).toHaveProperty('requestBody');
  });

  test('gauges of goals, signals and limits are in a scrape', async () => {
    const lines = (await (await fetch(`${server.url}/metrics`)).text()).split('\n');
    const value = (start: string) =>
      Number(
        lines
          .find((line) => line.startsWith(start))
          ?.split(' ')
          .at(-1)
      );
    const goal = await get<Record<string, number>>('goals/checkout-lead-time');
    const labels = '{team="checkout",goal="checkout-lead-time"}';
    expect(value(`waymark_goal_value${labels}`)).toBe(goal['value']);
    expect(value(`waymark_goal_target${labels}`)).toBe(86_400);
    expect(value(`waymark_goal_attainment_probability${labels}`)).toBe(goal['probability']);
    expect(value(`waymark_goal_due_timestamp_seconds${labels}`)).toBe(Date.parse('2027-01-01') / 1000);
    const status = lines.filter((line) =>
      line.startsWith('waymark_goal_status{team="checkout",goal="checkout-lead-time"')
    );
    expect(status.filter((line) => line.endsWith(' 1'))).toHaveLength(1);
    expect(value('waymark_signal{measure="ci_duration",team="checkout",direction="worse"}')).toBe(1);
    expect(value('waymark_signal{measure="ci_duration",team="checkout",direction="better"}')).toBe(0);
    const limits = ['lower', 'centre', 'upper'].map((limit) =>
      value(`waymark_process_limit{measure="change_lead_time",team="checkout",limit="${limit}"}`)
    );
    expect(limits).toEqual(limits.toSorted((a, b) => a - b));
  });

  withParts(['promtool'])('promtool', () => {
    test('check metrics is silent', async () => {
      const input = await (await fetch(`${server.url}/metrics`)).text();
      const promtool = found('promtool') ?? '';
      expect(execFileSync(promtool, ['check', 'metrics'], { input, encoding: 'utf8', stdio: 'pipe' })).toBe('');
    });
  });

  test('a look leaves a day and a count, nothing of who looked', async () => {
    const headers = {
      ...{ 'X-Waymark-Surface': 'dashboard', 'X-Waymark-Dashboard': 'waymark-team' },
      ...{ 'X-Grafana-User': 'a-name-to-look-for', 'X-Grafana-Id': 'another-name-to-look-for' },
    };
    const answer = await fetch(`${server.url}/api/v1/summary?team=checkout`, { headers });
    expect(answer.status).toBe(200);
    await server.stop();
    const files = readdirSync(join(directory, 'data'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'latin1'));
    expect(files.some((content) => content.includes('waymark-team'))).toBe(true);
    for (const content of [...files, server.output()]) expect(content).not.toContain('name-to-look-for');
  });
});
