import express, { json } from 'express';
import type { Express, RequestHandler } from 'express';
import type { Logger } from 'pino';
import { landingPolicy } from '#pages/landing-style.ts';
import { landingPage } from '#pages/landing.ts';
import { auth, writing } from './auth.ts';
import type { Auth } from './auth.ts';
import { ApiError, notFound, notReady } from './errors.ts';
import { openapi } from './openapi.ts';
import { looked } from './looks.ts';
import { operations, postings } from './operations.ts';
import { problems } from './problems.ts';
import type { Explain } from './problems.ts';
import { requestLog, takenBy } from './request-log.ts';
import { metrics } from './routes/metrics.ts';
import { webhooks } from './routes/webhooks.ts';
import type { Services } from './services.ts';

const headers = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

/** The HTTP surface over what main hands in. Paths match as they are written: no case, slash or escape is forgiven. */
export function createApp(options: {
  readonly services: Services;
  readonly auth: Auth;
  readonly log: Logger;
  readonly explain?: Explain;
}): Express {
  const { services, log } = options;
  const app = express();
  for (const setting of ['x-powered-by', 'etag']) app.disable(setting);
  for (const setting of ['strict routing', 'case sensitive routing']) app.enable(setting);
  app.set('query parser', 'simple');

  app.use((_request, response, next) => {
    response.set(headers);
    next();
  }, requestLog(log));
  const authorised = auth(options.auth);
  for (const [path, handler] of Object.entries(routes(services))) {
    app.route(path).all(takenBy(path), authorised, only('GET', 'HEAD')).get(handler);
  }
  const mayWrite = writing(options.auth);
  for (const { path, accept } of postings) {
    app
      .route(path)
      .all(takenBy(path), only('POST'), mayWrite, jsonOnly, json({ limit: mostBytes, inflate: false }))
      .post(async (request, response) => {
        const answer = await accept(request.body, services);
        response.status(201).json(answer);
      });
  }
  app.route(webhookPath).all(takenBy(webhookPath), only('POST')).post(webhooks(services));
  app.use(authorised, () => {
    throw notFound('There is nothing here; /api/v1/openapi.json lists what there is.');
  });
  app.use(problems(log, options.explain ?? (() => undefined)));
  return app;
}

function routes(services: Services): Record<string, RequestHandler> {
  const description = openapi(services.version, operations, postings);
  return {
    '/': (_request, response) => {
      const page = landingPage({
        version: services.version,
        demo: services.demo,
        teams: services.teams().length,
        sources: services.sources(),
        notReady: services.notReady(),
        now: services.now(),
      });
      response.set('Content-Security-Policy', landingPolicy).type('html').send(page);
    },
    '/metrics': metrics(services),
    '/healthz': (_request, response) => void response.json({ status: 'alive' }),
    '/readyz': (_request, response) => {
      const reason = services.notReady();
      if (reason !== undefined) throw notReady(reason);
      response.json({ status: 'ready' });
    },
    '/api/v1/openapi.json': (_request, response) => void response.json(description),
    ...Object.fromEntries(
      operations.map(({ path, respond }): [string, RequestHandler] => [
        path.replaceAll(/\{(\w+)\}/g, ':$1'),
        async (request, response) => {
          looked(request, services);
          response.json(await respond({ ...request.query, ...request.params }, services));
        },
      ])
    ),
  };
}

/** An entry is a few lines of text. */
const mostBytes = 64 * 1024;

/** A form of another page cannot send JSON; so only who means to, writes. */
const jsonOnly: RequestHandler = (request, _response, next) => {
  if (request.is('application/json') === false) throw new ApiError(415, 'Send application/json.');
  next();
};

const webhookPath = '/webhooks/github';

function only(...methods: readonly string[]): RequestHandler {
  return (request, _response, next) => {
    if (methods.includes(request.method)) {
      next();
      return;
    }
    throw new ApiError(405, `${request.method} is not understood here.`, { headers: { Allow: methods.join(', ') } });
  };
}
