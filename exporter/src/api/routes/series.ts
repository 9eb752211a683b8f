import type { z } from 'zod';
import { day } from '#domain/window.ts';
import type { SeriesPoint as Answered } from '../contract.ts';
import { badRequest } from '../errors.ts';
import { requireTeam } from '../known.ts';
import { operation } from '../operation.ts';
import { seriesParameters } from '../parameters.ts';
import { requireFewPoints } from '../points-limit.ts';
import { groupLabelSchema, seriesAnswerSchema } from '../schemas.ts';
import type { CatalogRecord, SeriesPoint } from '../services.ts';
import { utc } from '../time.ts';

export const series = operation({
  path: '/api/v1/series',
  summary:
    'The history of one measure of one team, by calendar periods or as a trailing window; with `by` of each of its parts.',
  query: seriesParameters,
  answer: seriesAnswerSchema,
  respond: async (query, services) => {
    const entries = services.catalog();
    const measure = entries.find(({ name }) => name === query.measure);
    if (measure === undefined) {
      throw badRequest([
        { path: 'measure', message: `not known; one of: ${entries.map(({ name }) => name).join(', ')}` },
      ]);
    }
    requireTeam(query.team, services);
    const statistic = query.statistic ?? measure.statistics[0];
    if (statistic === undefined || !measure.statistics.includes(statistic)) {
      const message = `not one of ${measure.name}; it has: ${measure.statistics.join(', ')}`;
      throw badRequest([{ path: 'statistic', message }]);
    }
    const groups = groupsOf(query, measure);
    requireFewPoints(query, query.step ?? 'day', groups.length);
    const { groups: found, usual } = await services.series({
      measure: measure.name,
      team: query.team,
      statistic,
      groups,
      range: { from: query.from, to: query.to },
      by: query.step !== undefined ? { step: query.step } : { window: query.window ?? day },
    });
    const head = { measure: measure.name, unit: measure.unit };
    if (query.by === undefined) {
      const ranges = usual && { usual: usual.map(({ from, ...range }) => ({ from: utc(from), ...range })) };
      return { ...head, points: (found[0] ?? []).map(answered), ...ranges };
    }
    const { by } = query;
    return {
      ...head,
      items: groups.map((group, index) => ({ [by]: group, points: (found[index] ?? []).map(answered) })),
    };
  },
});

/** Which parts of a measure are asked for: one, each, or all together. */
function groupsOf(
  { by, ...query }: z.output<typeof seriesParameters>,
  measure: CatalogRecord
): readonly (string | undefined)[] {
  const labels = groupLabelSchema.options;
  const asked = labels.filter((label) => query[label] !== undefined);
  const wrong = (by === undefined ? asked : [...asked, by]).find((label) => label !== measure.by?.label);
  const { by: known } = measure;
  if (wrong !== undefined) {
    const has = known === undefined ? 'no parts' : `parts by ${known.label}`;
    throw badRequest([{ path: wrong === by ? 'by' : wrong, message: `${measure.name} has ${has}` }]);
  }
  if (known === undefined) return [undefined];
  const value = query[known.label];
  if (by !== undefined && value !== undefined) {
    throw badRequest([{ path: known.label, message: `give by or ${known.label}, not both` }]);
  }
  if (by !== undefined) return known.values;
  if (value === undefined && !known.whole) {
    throw badRequest([
      {
        path: 'by',
        message: `the parts of ${measure.name} mean nothing together: give by=${known.label}, or ${known.label}`,
      },
    ]);
  }
  if (value !== undefined && !known.values.includes(value)) {
    throw badRequest([{ path: known.label, message: `not known; one of: ${known.values.join(', ')}` }]);
  }
  return [value];
}

function answered({ time, leftOut, ...sample }: SeriesPoint): Answered {
  return { time: utc(time), ...sample, ...(leftOut > 0 && { left_out: leftOut }) };
}
