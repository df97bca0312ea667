import type { NextFunction, Request, Response } from 'express';
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';

export const registry = new Registry();

collectDefaultMetrics({ register: registry });

const labelNames = ['method', 'route', 'status'] as const;

const requests = new Counter({
  name: 'http_requests_total',
  help: 'Requests that were answered.',
  labelNames,
  registers: [registry],
});

const duration = new Histogram({
  name: 'http_request_duration_seconds',
  help: 'How long requests took, in seconds.',
  labelNames,
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  registers: [registry],
});

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Counts a request when it ends, by its route and never by its path: each label value is a time series. */
export function countRequests(request: Request, response: Response, next: NextFunction): void {
  const stop = duration.startTimer();
  response.once('close', () => {
    const { path } = (request.route ?? {}) as { path?: unknown };
    const labels = {
      method: METHODS.has(request.method) ? request.method : 'other',
      route: typeof path === 'string' ? `${request.baseUrl}${path}` : 'unmatched',
      status: String(response.statusCode),
    };
    requests.inc(labels);
    stop(labels);
  });
  next();
}
