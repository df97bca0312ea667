import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse, type Root, type Service, type Type } from 'protobufjs';

/** The protocol's definition in this package. */
const PROTO = resolve(__dirname, '../../proto/tfplugin6.proto');

/** One call of the protocol: its path, and the encoding of its messages. */
export interface Call {
  readonly path: string;
  decode(bytes: Buffer): unknown;
  encode(message: object): Buffer;
}

let calls: ReadonlyMap<string, Call> | undefined;

/** Returns the calls of a provider by name. The definition is read once. */
export function protocolCalls(): ReadonlyMap<string, Call> {
  calls ??= readCalls();
  return calls;
}

function readCalls(): ReadonlyMap<string, Call> {
  const { root } = parse(readFileSync(PROTO, 'utf8'), { keepCase: true });
  const service: Service = root.lookupService('tfplugin6.Provider');
  return new Map(
    service.methodsArray.map((method) => [
      method.name,
      callOf(`/tfplugin6.Provider/${method.name}`, typeIn(root, method.requestType), typeIn(root, method.responseType)),
    ]),
  );
}

function typeIn(root: Root, name: string): Type {
  return root.lookupType(`tfplugin6.${name}`);
}

function callOf(path: string, request: Type, response: Type): Call {
  return {
    path,
    decode: (bytes) => request.toObject(request.decode(bytes), { defaults: true, longs: Number, bytes: Buffer }),
    encode: (message) => Buffer.from(response.encode(response.fromObject(message)).finish()),
  };
}
