import {
  annotationsSchema,
  benchmarksSchema,
  forecastSchema,
  organisationSchema,
  signalsSchema,
  summarySchema,
} from '../insight-schemas.ts';
import { requireTeam } from '../known.ts';
import { operation } from '../operation.ts';
import {
  annotationParameters,
  forecastParameters,
  rangeParameters,
  signalParameters,
  teamParameters,
} from '../parameters.ts';
import { requireFewPoints } from '../points-limit.ts';
import { utc, utcIf } from '../time.ts';

export const summary = operation({
  path: '/api/v1/summary',
  summary: 'How a team stands: its goals in a line, every measure with its usual range, and what really changed.',
  query: teamParameters,
  answer: summarySchema,
  respond: async ({ team }, services) => {
    requireTeam(team, services);
    const { headline, measures } = await services.summary(team);
    return {
      team,
      headline,
      measures: measures.map(({ proposeLimitsFrom, ...measure }) => ({
        ...measure,
        propose_limits_from: utcIf(proposeLimitsFrom),
      })),
    };
  },
});

export const signals = operation({
  path: '/api/v1/signals',
  summary: 'What really changed, for better or worse, and what still waits for an answer.',
  query: signalParameters,
  answer: signalsSchema,
  respond: async ({ team }, services) => {
    if (team !== undefined) requireTeam(team, services);
    const now = services.now();
    return {
      items: (await services.signals(team)).map(({ since, seenAt, until, answeredAt, ...signal }) => ({
        ...signal,
        since: utc(since),
        until: utcIf(until),
        answered_at: utcIf(answeredAt),
        // A run is a note, not an alarm: it waits for nobody.
        ...(answeredAt === undefined &&
          signal.rule !== 'run' && { waiting_seconds: Math.max(0, Math.round((now - seenAt) / 1000)) }),
      })),
    };
  },
});

export const organisation = operation({
  path: '/api/v1/organisation',
  summary: 'All teams together, in counts and at most six sentences; never the value of a team.',
  query: rangeParameters,
  answer: organisationSchema,
  respond: async (range, services) => {
    requireFewPoints(range, 'week');
    const { goalsByWeek, verdicts, sentences } = await services.organisation(range);
    return {
      goals_by_week: goalsByWeek.map(({ time, counts }) => ({ time: utc(time), counts })),
      verdicts: [...verdicts],
      sentences: [...sentences],
    };
  },
});

export const annotations = operation({
  path: '/api/v1/annotations',
  summary: 'What happened, for graphs: in the layers of what we did, what happened to us, and the context.',
  query: annotationParameters,
  answer: annotationsSchema,
  respond: async ({ from, to, team, ...rest }, services) => {
    if (team !== undefined) requireTeam(team, services);
    const asked = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
    const items = await services.annotations({ range: { from, to }, ...(team !== undefined && { team }), ...asked });
    return {
      items: items.map(({ time, timeEnd, ...annotation }) => ({
        ...annotation,
        time: utc(time),
        time_end: utc(timeEnd === Infinity ? services.now() : timeEnd),
        tags: [...annotation.tags],
      })),
    };
  },
});

export const forecast = operation({
  path: '/api/v1/forecast',
  summary: 'When so many work items of a team will be done, by what it finished in the last weeks.',
  query: forecastParameters,
  answer: forecastSchema,
  respond: async ({ team, items }, services) => {
    requireTeam(team, services);
    const { p50, p85, p95, ...rest } = await services.forecast(team, items);
    return { items, p50: utcIf(p50), p85: utcIf(p85), p95: utcIf(p95), ...rest };
  },
});

export const benchmarks = operation({
  path: '/api/v1/benchmarks',
  summary: 'What others answered in surveys: context, not a target.',
  query: teamParameters,
  answer: benchmarksSchema,
  respond: async ({ team }, services) => {
    requireTeam(team, services);
    const { items, nearest, quick_check } = await services.benchmarks(team);
    return {
      items: items.map(({ groups, ...item }) => ({ ...item, groups: [...groups] })),
      nearest: [...nearest],
      quick_check,
    };
  },
});
