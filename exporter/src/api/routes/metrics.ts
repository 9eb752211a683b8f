import type { RequestHandler } from 'express';
import type { Services } from '../services.ts';

const openMetrics = 'application/openmetrics-text';
const text = 'text/plain';
/** As Prometheus asks for them: each by version, and since its third with a way to escape names. */
const offered = [
  `${text};version=0.0.4`,
  ...[openMetrics, text].flatMap((type) => [
    `${type};version=1.0.0`,
    ...['allow-utf-8', 'underscores', 'dots', 'values'].map((way) => `${type};version=1.0.0;escaping=${way}`),
  ]),
];

export function metrics(services: Services): RequestHandler {
  return async (request, response) => {
    const wanted = request.accepts(offered);
    const gzip = request.acceptsEncodings(['gzip', 'identity']) === 'gzip';
    const { contentType, body } = await services.scrape({
      openMetrics: wanted !== false && wanted.startsWith(openMetrics),
      gzip,
    });
    response.set('Content-Type', contentType).vary('Accept, Accept-Encoding');
    if (gzip) response.set('Content-Encoding', 'gzip');
    response.send(body);
  };
}
