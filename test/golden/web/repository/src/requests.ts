import type { NextFunction, Request, Response } from 'express';
import { logger } from './logger';
import { PROBE_PATHS } from './telemetry';

/** Writes a log line for each request, while its trace is active. */
export function logRequests(request: Request, response: Response, next: NextFunction): void {
  const start = performance.now();
  const { method, path } = request;
  const { end } = response;
  response.end = function logged(this: Response, ...given: never[]) {
    const fields = { method, path, status: this.statusCode, duration_ms: Math.round(performance.now() - start) };
    if (PROBE_PATHS.has(path)) logger.debug('request', fields);
    else logger.info('request', fields);
    return Reflect.apply(end, this, given) as Response;
  } as Response['end'];
  next();
}

/** Answers 503 when a request takes too long. */
export function limitTime(seconds: number) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const timer = setTimeout(() => {
      logger.error('request timed out', { method: request.method, path: request.path, seconds });
      if (response.headersSent) response.destroy();
      else response.status(503).json({ error: 'The request took too long.' });
    }, seconds * 1_000);
    response.once('close', () => clearTimeout(timer));
    next();
  };
}

export function answerNotFound(_request: Request, response: Response): void {
  response.status(404).json({ error: 'There is nothing here.' });
}

/** Answers an error without its details, which are in the log. */
export function answerError(error: unknown, _request: Request, response: Response, next: NextFunction): void {
  const status = statusOf(error);
  if (status >= 500) logger.error('request failed', { error: error instanceof Error ? error.stack : String(error) });
  if (response.headersSent) return next(error);
  response.status(status).json({ error: status >= 500 ? 'The service failed.' : 'The request is not valid.' });
}

/** Express marks what the client did wrong, such as a body that is not JSON, with a status. */
function statusOf(error: unknown): number {
  const { status } = Object(error) as { status?: unknown };
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}
