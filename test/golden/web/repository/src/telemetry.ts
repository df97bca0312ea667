import type { IncomingMessage } from 'node:http';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { registerInstrumentations } from '@opentelemetry/instrumentation';
import { ExpressInstrumentation } from '@opentelemetry/instrumentation-express';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { defaultResource, resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { SERVICE } from './config';

/** What Kubernetes and Prometheus ask for all the time: not worth a trace. */
export const PROBE_PATHS: ReadonlySet<string> = new Set(['/health', '/ready', '/metrics']);

/**
 * Traces every request, in and out. Without an endpoint no span leaves the process, and log lines have trace ids all the same.
 *
 * Importing this file starts it, and it has to be imported first: a module that is loaded before is not traced.
 */
const provider = new NodeTracerProvider({
  resource: defaultResource().merge(
    resourceFromAttributes({
      'service.name': SERVICE,
      'deployment.environment.name': process.env['APP_ENV'] ?? 'local',
    }),
  ),
  spanProcessors: hasEndpoint() ? [new BatchSpanProcessor(new OTLPTraceExporter())] : [],
});

provider.register();

registerInstrumentations({
  tracerProvider: provider,
  instrumentations: [new HttpInstrumentation({ ignoreIncomingRequestHook: isProbe }), new ExpressInstrumentation()],
});

/** Sends the spans that are left. A collector that is away does not stop the service from ending. */
export async function stopTelemetry(): Promise<void> {
  await provider.shutdown().catch(() => undefined);
}

function hasEndpoint(): boolean {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: all, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: traces } = process.env;
  return [all, traces].some((url) => url !== undefined && url !== '' && URL.canParse(url));
}

function isProbe({ url = '' }: IncomingMessage): boolean {
  return PROBE_PATHS.has(url.split('?')[0] ?? '');
}
