import { isSpanContextValid, trace } from '@opentelemetry/api';
import { createLogger, format, type Logger, transports } from 'winston';
import { SERVICE } from './config';

/** One JSON object a line on stdout, with the ids of the trace that the line belongs to. */
export const logger: Logger = createLogger({
  level: 'info',
  format: format.combine(format.errors({ stack: true }), format.printf(line)),
  transports: [new transports.Console()],
});

function line({ level, message, ...fields }: Readonly<Record<string, unknown>>): string {
  const context = trace.getActiveSpan()?.spanContext();
  const ids =
    context !== undefined && isSpanContextValid(context) ? { trace_id: context.traceId, span_id: context.spanId } : {};
  return JSON.stringify({ level, time: new Date().toISOString(), message, service: SERVICE, ...ids, ...fields });
}
