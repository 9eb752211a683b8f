import { decisionWords } from '#sentences/annotations.ts';
import type { TeamRecord } from '../contract.ts';
import type { RecordView } from '../insights.ts';
import { requireTeam } from '../known.ts';
import { operation } from '../operation.ts';
import { recordParameters } from '../parameters.ts';
import { posting } from '../posting.ts';
import {
  decisionInput,
  interventionInput,
  noteInput,
  outcomeInput,
  planInput,
  recordSchema,
  recordsSchema,
} from '../record-schemas.ts';
import { utc, utcIf } from '../time.ts';

export const records = operation({
  path: '/api/v1/records',
  summary: 'What a team wrote down: decisions, notes, interventions, plans and outcomes, the newest first.',
  query: recordParameters,
  answer: recordsSchema,
  respond: async ({ team, kind, from = -Infinity, to = Infinity, limit, cursor }, services) => {
    requireTeam(team, services);
    const query = { team, range: { from, to }, limit, ...(kind && { kind }), ...(cursor !== undefined && { cursor }) };
    const { items, next } = await services.records(query);
    return { items: items.map(record), next };
  },
});

export const decisions = posting({
  path: '/api/v1/decisions',
  summary: 'Records what a team decided: act, watch, no action, or change the metric.',
  body: decisionInput,
  answer: recordSchema,
  entry: ({ expected_effect, review_at, limits_from, ...rest }) => ({
    kind: 'decision',
    ...given(rest),
    ...given({ expectedEffect: expected_effect, reviewAt: review_at, limitsFrom: limits_from }),
  }),
  answered: record,
});

export const notes = posting({
  path: '/api/v1/notes',
  summary: 'Records a note: of a retrospective or a review, or the cause of a signal.',
  body: noteInput,
  answer: recordSchema,
  entry: ({ kind, ...rest }) => ({ kind: 'note', note: kind, ...given(rest) }),
  answered: record,
});

export const interventions = posting({
  path: '/api/v1/interventions',
  summary: 'Records what a team changed in how it works, so that the effect can be seen before and after.',
  body: interventionInput,
  answer: recordSchema,
  entry: ({ expected_effect, review_at, ...rest }) => ({
    kind: 'intervention',
    ...given(rest),
    ...given({ expectedEffect: expected_effect, reviewAt: review_at }),
  }),
  answered: record,
});

export const plans = posting({
  path: '/api/v1/plans',
  summary: 'Records what a team expects of a project, before it starts; its follow-ups fall due by themselves.',
  body: planInput,
  answer: recordSchema,
  entry: ({ check_at, ...rest }) => ({ kind: 'plan', ...given(rest), checkAt: check_at }),
  answered: record,
});

export const outcomes = posting({
  path: '/api/v1/outcomes',
  summary: 'Records what a missed goal taught, or the effect that was found of an earlier entry.',
  body: outcomeInput,
  answer: recordSchema,
  entry: ({ next_step, effect_found, ...rest }) => ({
    kind: 'outcome',
    ...given(rest),
    ...given({ nextStep: next_step, effectFound: effect_found }),
  }),
  answered: record,
});

/** Without the keys that were not given: absent is not undefined. */
function given<Body extends object>(body: Body): { [Key in keyof Body]: Exclude<Body[Key], undefined> } {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as never;
}

function titleOf(entry: RecordView['entry']): string {
  switch (entry.kind) {
    case 'decision':
      return `${decisionWords[entry.decision]}: ${entry.reason}`;
    case 'note':
      return entry.text;
    case 'outcome':
      return entry.effectFound ?? entry.learned ?? entry.cause ?? 'Outcome';
    default:
      return entry.title;
  }
}

function record({ entry, followUps, effectFound, effect }: RecordView): TeamRecord {
  const { id, kind, team, recordedAt, at, measure, goal, url } = entry;
  return {
    id,
    kind,
    team,
    recorded_at: utc(recordedAt),
    at: utc(at),
    measure,
    goal,
    title: titleOf(entry),
    ...detail(entry),
    ...(followUps && { follow_ups: followUps.map(({ due, done }) => ({ due: utc(due), done })) }),
    ...(effectFound !== undefined && { effect_found: effectFound }),
    effect,
    url,
  };
}

function detail(entry: RecordView['entry']): Partial<TeamRecord> {
  switch (entry.kind) {
    case 'decision': {
      const { decision, reason, signal, question, expectedEffect, reviewAt, limitsFrom } = entry;
      const times = { review_at: utcIf(reviewAt), limits_from: utcIf(limitsFrom) };
      return { decision, reason, signal, question, expected_effect: expectedEffect, ...times };
    }
    case 'note':
      return { note: entry.note, text: entry.text, signal: entry.signal };
    case 'intervention':
      return { text: entry.text, expected_effect: entry.expectedEffect, review_at: utcIf(entry.reviewAt) };
    case 'plan': {
      const { why, expected, baseline, start, checkAt, recordedAt } = entry;
      return {
        why,
        expected,
        start: utc(start),
        review_at: utc(checkAt),
        retrospective: recordedAt > start,
        ...(baseline && { baseline: { ...baseline, from: utc(baseline.from), to: utc(baseline.to) } }),
      };
    }
    case 'outcome': {
      const { of, cause, nextStep, learned, effectFound } = entry;
      return { of, cause, next_step: nextStep, learned, effect_found: effectFound };
    }
  }
}
