import type { RequestHandler, Response } from 'express';
import type { Logger } from 'pino';

/** Remembers which route took the request; requests that none took are logged without one. */
export function takenBy(path: string): RequestHandler {
  return (_request, response, next) => {
    response.locals['route'] = path;
    next();
  };
}

/**
 * One line a request: method, route, status, duration, size. Never a header, an address or a query's value, for Grafana
 * sends the viewer's name along in a header; and never the path as it came, for anything can stand there.
 */
export function requestLog(log: Logger): RequestHandler {
  return (request, response, next) => {
    const start = performance.now();
    response.on('close', () => {
      log.info(
        {
          method: request.method,
          route: routeOf(response),
          status: response.statusCode,
          duration_ms: Math.round(performance.now() - start),
          size: Number(response.getHeader('content-length') ?? 0),
          ...(!response.writableFinished && { aborted: true }),
        },
        'request'
      );
    });
    next();
  };
}

function routeOf(response: Response): string | undefined {
  const route: unknown = response.locals['route'];
  return typeof route === 'string' ? route : undefined;
}
