import { createServer, type Http2Session, type ServerHttp2Stream } from 'node:http2';
import type { AddressInfo, Socket } from 'node:net';

/** The connection of a client. Each run of Terraform has one per provider. */
export type Connection = Http2Session;

/** Responds to a call. Requests and responses are bytes, which the caller encodes. */
export type Method = (request: Buffer, connection: Connection) => Promise<Buffer>;

/** A server that answers unary gRPC calls. */
export interface GrpcServer {
  readonly address: string;
  stop(): Promise<void>;
}

/** Thrown by a method to cut the connection instead of responding, like a provider that dies. */
export class ConnectionCut extends Error {
  override readonly name = 'ConnectionCut';
}

/** The gRPC status codes of our responses. */
const UNIMPLEMENTED = '12';
const INTERNAL = '13';

/**
 * Serves unary gRPC calls over HTTP/2 on a socket file. A library would hide the connection of a call, which distinguishes runs with
 * different settings.
 */
export function serveGrpc(path: string, methods: ReadonlyMap<string, Method>): Promise<GrpcServer> {
  const server = createServer();
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('session', (session) => session.on('error', () => session.destroy()));
  server.on('stream', (stream, headers) => {
    stream.on('error', () => stream.destroy());
    void answer(stream, methods.get(headers[':path'] ?? ''));
  });
  const stop = (): Promise<void> =>
    new Promise((done) => {
      server.close(() => done());
      // A cut session can leave its socket open, and the server waits for every socket.
      for (const socket of sockets) socket.destroy();
    });
  return new Promise((done, failed) => {
    server.on('error', failed);
    server.listen(path, () => done({ address: addressOf(server.address(), path), stop }));
  });
}

function addressOf(address: AddressInfo | string | null, path: string): string {
  return typeof address === 'string' ? address : path;
}

/** Cut connections, whose further calls are ignored. */
const dead = new WeakSet<Connection>();

/** Enough time for earlier responses to arrive. */
const LAST_ANSWERS_MS = 20;

/** Cuts a connection. Earlier responses have been sent: only this call and later ones get none. */
function cut(session: Connection): void {
  dead.add(session);
  setTimeout(() => session.destroy(), LAST_ANSWERS_MS);
}

async function answer(stream: ServerHttp2Stream, method: Method | undefined): Promise<void> {
  const session = stream.session;
  if (method === undefined || session === undefined) return end(stream, UNIMPLEMENTED, 'not implemented');
  try {
    const request = await readMessage(stream);
    if (dead.has(session)) return;
    const response = await method(request, session);
    if (stream.destroyed) return;
    stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
    stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
    stream.end(frame(response));
  } catch (error) {
    if (error instanceof ConnectionCut) cut(session);
    else end(stream, INTERNAL, error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}

function end(stream: ServerHttp2Stream, status: string, message: string): void {
  if (stream.destroyed) return;
  stream.respond(
    {
      ':status': 200,
      'content-type': 'application/grpc',
      'grpc-status': status,
      'grpc-message': encodeURIComponent(message),
    },
    { endStream: true },
  );
}

/** The prefix of a unary message: one byte for "not compressed" and four for its length. */
const PREFIX = 5;

async function readMessage(stream: ServerHttp2Stream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).subarray(PREFIX);
}

function frame(message: Buffer): Buffer {
  const prefix = Buffer.alloc(PREFIX);
  prefix.writeUInt32BE(message.length, 1);
  return Buffer.concat([prefix, message]);
}
