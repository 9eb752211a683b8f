import { day } from '#domain/window.ts';
import { badRequest } from '../errors.ts';
import { requireTeam } from '../known.ts';
import { operation } from '../operation.ts';
import { seriesParameters } from '../parameters.ts';
import { seriesSchema } from '../schemas.ts';
import { utc } from '../time.ts';

const mostPoints = 5000;
/** The shortest that a period can be, but for the hour that a day may lose. */
const length = { day, week: 7 * day, month: 28 * day, quarter: 90 * day };

export const series = operation({
  path: '/api/v1/series',
  summary: 'The history of one measure of one team, by calendar periods or as a trailing window.',
  query: seriesParameters,
  answer: seriesSchema,
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
    const points = Math.ceil((query.to - query.from) / length[query.step ?? 'day']);
    if (points > mostPoints) {
      const message = `the range has about ${points} points, at most ${mostPoints} are answered: shorten it, or take a longer step`;
      throw badRequest([{ path: 'from', message }]);
    }
    const found = await services.series({
      measure: measure.name,
      team: query.team,
      statistic,
      range: { from: query.from, to: query.to },
      by: query.step !== undefined ? { step: query.step } : { window: query.window ?? day },
    });
    return {
      measure: measure.name,
      unit: measure.unit,
      points: found.map(({ time, leftOut, ...sample }) => ({
        time: utc(time),
        ...sample,
        ...(leftOut > 0 && { left_out: leftOut }),
      })),
    };
  },
});
