import { STATUS_CODES } from 'node:http';
import type { ErrorRequestHandler } from 'express';
import type { Logger } from 'pino';
import type { Problem } from './contract.ts';
import { ApiError } from './errors.ts';

/** Says what an error of another room means for whoever asked; undefined: a bug of ours. */
export type Explain = (error: unknown) => ApiError | undefined;

/** The one place where errors become answers (RFC 9457). What is not expected is logged, and nothing of it is told. */
export function problems(log: Logger, explain: Explain): ErrorRequestHandler {
  return (error: unknown, _request, response, _next) => {
    const known = error instanceof ApiError ? error : (explain(error) ?? refusedBefore(error));
    if (known === undefined) log.error({ err: error }, 'request failed');
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const status = known?.status ?? 500;
    const problem: Problem = {
      status,
      title: STATUS_CODES[status] ?? 'Error',
      detail: known?.message ?? 'Something went wrong on our side; the log says what.',
      ...(known?.errors !== undefined && { errors: [...known.errors] }),
    };
    response
      .status(status)
      .set(known?.headers ?? {})
      .type('application/problem+json')
      .send(JSON.stringify(problem));
  };
}

/** Express and its parsers throw plain errors with a status; their text may hold what was sent, so it is not repeated. */
function refusedBefore(error: unknown): ApiError | undefined {
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  if (typeof status !== 'number' || status < 400 || status > 499) return undefined;
  return new ApiError(status, `The request was not understood: ${STATUS_CODES[status] ?? status}.`);
}
