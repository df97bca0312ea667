import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { parse } from 'protobufjs';
import { tryBody } from '../request-body';

/** A span as it was exported; ids in hexadecimal. */
export interface ExportedSpan {
  readonly service: string;
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
}

/** A collector on the loopback address that takes OTLP over HTTP, in JSON and in protobuf. */
export interface OtlpReceiver {
  /** The value of `OTEL_EXPORTER_OTLP_ENDPOINT`. */
  readonly endpoint: string;
  /** What has come in so far. */
  readonly spans: ExportedSpan[];
  readonly close: () => Promise<void>;
}

/** The fields of opentelemetry/proto/trace/v1 that tests read. The reader skips other fields. */
const REQUEST = parse(`
  syntax = "proto3";
  message Request { repeated ResourceSpans resourceSpans = 1; }
  message ResourceSpans { Resource resource = 1; repeated ScopeSpans scopeSpans = 2; }
  message Resource { repeated KeyValue attributes = 1; }
  message KeyValue { string key = 1; Value value = 2; }
  message Value { string stringValue = 1; }
  message ScopeSpans { repeated Span spans = 2; }
  message Span { bytes traceId = 1; bytes spanId = 2; string name = 5; }
`).root.lookupType('Request');

interface TraceRequest {
  readonly resourceSpans: readonly {
    readonly resource?: { readonly attributes?: readonly { key: string; value: { stringValue?: string } }[] };
    readonly scopeSpans: readonly {
      readonly spans: readonly { readonly traceId: string; readonly spanId: string; readonly name: string }[];
    }[];
  }[];
}

export async function startOtlpReceiver(): Promise<OtlpReceiver> {
  const spans: ExportedSpan[] = [];
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      if (body === undefined) return;
      const isTraces = request.method === 'POST' && request.url === '/v1/traces';
      if (isTraces) spans.push(...spansIn(body, request.headers['content-type'] ?? ''));
      response.writeHead(isTraces ? 200 : 404, { 'content-type': request.headers['content-type'] ?? '' }).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const body = await tryBody(request);
  return body !== undefined && request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body;
}

function spansIn(body: Buffer, contentType: string): ExportedSpan[] {
  const request = (contentType.includes('json') ? JSON.parse(body.toString('utf8')) : decoded(body)) as TraceRequest;
  return request.resourceSpans.flatMap(({ resource, scopeSpans }) => {
    const service = resource?.attributes?.find(({ key }) => key === 'service.name')?.value.stringValue ?? '';
    return scopeSpans.flatMap(({ spans }) =>
      spans.map(({ name, traceId, spanId }) => ({ service, name, traceId, spanId })),
    );
  });
}

/** Of a protobuf message, bytes are ids: the JSON of OTLP has them in hexadecimal. */
function decoded(body: Buffer): unknown {
  const object = REQUEST.toObject(REQUEST.decode(body), { bytes: Array, defaults: true });
  return JSON.parse(
    JSON.stringify(object, (key, value: unknown) =>
      key === 'traceId' || key === 'spanId' ? Buffer.from(value as number[]).toString('hex') : value,
    ),
  );
}
