import { gzipSync } from 'node:zlib';
import { pino } from 'pino';
import { createApp } from './app.ts';
import { insights } from './insights.fixture.ts';
import type { Auth } from './auth.ts';
import type { Explain } from './problems.ts';
import type {
  CatalogRecord,
  ChangeRecord,
  DeploymentRecord,
  IncidentRecord,
  ItemRecord,
  Services,
} from './services.ts';

const entry = (name: string, statistics: CatalogRecord['statistics']): CatalogRecord => ({
  name,
  family: `waymark_dora_${name}_seconds`,
  title: name,
  short_title: name,
  unit: 'seconds',
  display: { unit: 'h', scale: 1 / 3600, decimals: 1 },
  better: 'lower',
  kind: 'durations',
  statistics,
  definition: 'd',
  why: 'w',
  how_to_read: 'h',
  ask_next: 'a',
  guardrail: 'g',
});

export const change: ChangeRecord = {
  id: 'c1',
  kind: 'pull',
  number: 7,
  repository: 'acme/checkout',
  sha: 'a'.repeat(40),
  firstCommitAt: Date.UTC(2026, 0, 1),
  mergedAt: Date.UTC(2026, 0, 2, 3, 4, 5, 678),
  deployedAt: Date.UTC(2026, 0, 3),
  deployment: 'v1.0.0',
  basis: 'pr_commits',
  bot: false,
};

export const deployment: DeploymentRecord = {
  id: 'v1.0.0',
  repository: 'acme/checkout',
  service: '',
  environment: 'production',
  version: '1.0.0',
  sha: 'b'.repeat(40),
  startedAt: Date.UTC(2026, 0, 3),
  finishedAt: Date.UTC(2026, 0, 3),
  outcome: 'success',
  kind: 'regular',
  changes: 1,
  failed: true,
  failedBecause: 'revert',
  recoveredAt: Date.UTC(2026, 0, 4),
  url: 'https://example.org/v1.0.0',
};

const item: ItemRecord = {
  id: 'i1',
  repository: 'acme/checkout',
  type: 'feature',
  startedAt: Date.UTC(2026, 0, 1),
  blocked: true,
  age: 86_400,
  expectation: 7200.5,
  objective: 'faster',
  url: 'https://example.org/1',
};

const incident: IncidentRecord = {
  id: 'i1',
  repository: 'acme/checkout',
  service: '',
  openedAt: Date.UTC(2026, 0, 3, 1),
  resolvedAt: Date.UTC(2026, 0, 4),
  deployment: 'v1.0.0',
  evidence: 'link',
  url: 'https://example.org/i1',
};

const services: Services = {
  ...insights,
  version: '1.2.3',
  demo: false,
  now: () => Date.UTC(2026, 8, 1),
  notReady: () => undefined,
  scrape: ({ openMetrics, gzip }) => {
    const text = Buffer.from('waymark_build_info{version="1.2.3"} 1\n');
    const contentType = openMetrics ? 'application/openmetrics-text; version=1.0.0' : 'text/plain; version=0.0.4';
    return Promise.resolve({ contentType, body: gzip ? gzipSync(text) : text });
  },
  catalog: () => [
    entry('change_lead_time', ['p50', 'p90']),
    entry('change_fail_rate', ['value']),
    { ...entry('change_stage', ['p50']), by: { label: 'stage', values: ['coding', 'review'], whole: false } },
    { ...entry('flow_time', ['p50']), by: { label: 'type', values: ['feature', 'defect'], whole: true } },
  ],
  teams: () => [{ team: 'checkout', repositories: ['acme/checkout'], services: [], objectives: [] }],
  sources: () => [{ name: 'checkout-git', type: 'git', up: true, pulling: false }],
  repositories: () => Promise.resolve(['acme/checkout']),
  series: ({ groups }) =>
    Promise.resolve({
      groups: groups.map(() => [
        { time: Date.UTC(2026, 0, 1), value: 3600, n: 6, low: 60, high: 7200, leftOut: 2, complete: true },
        { time: Date.UTC(2026, 1, 1), value: 1800, n: 2, leftOut: 0, complete: false },
      ]),
    }),
  stages: () =>
    Promise.resolve({
      stages: [
        { stage: 'coding', share: { n: 5 }, now: { n: 5 }, verdict: 'too_little_data' },
        {
          stage: 'deploy',
          share: { n: 6, value: 0.8, low: 0.7, high: 0.9 },
          now: { n: 6, value: 60, low: 50, high: 70 },
          before: { n: 7, value: 30, low: 20, high: 40 },
          verdict: 'worse',
        },
      ],
      takesMost: 'deploy',
      movedMost: 'deploy',
    }),
  changes: () => Promise.resolve({ items: [change], next: 'more' }),
  deployments: () => Promise.resolve({ items: [deployment] }),
  items: () => Promise.resolve({ items: [item] }),
  investment: () =>
    Promise.resolve([{ time: Date.UTC(2026, 0, 5), shares: [{ objective: 'unlinked', share: 1, items: 3 }] }]),
  incidents: () => Promise.resolve({ items: [incident] }),
  receive: () => Promise.resolve('unknown'),
};

/** The app over plain values, and every line that it logs. */
export function testApp(more: { services?: Partial<Services>; auth?: Auth; explain?: Explain } = {}) {
  const lines: Record<string, unknown>[] = [];
  const log = pino(
    { base: null, timestamp: false },
    { write: (line: string) => lines.push(JSON.parse(line) as Record<string, unknown>) }
  );
  const app = createApp({
    services: { ...services, ...more.services },
    auth: more.auth ?? {},
    log,
    ...(more.explain !== undefined && { explain: more.explain }),
  });
  return { app, lines };
}

/** What came back, with nothing assumed of the body. */
export type Answer = {
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
};

export async function answerOf(asked: PromiseLike<Answer>): Promise<Answer> {
  return await asked;
}
