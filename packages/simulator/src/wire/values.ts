import { Decoder, Encoder, ExtData } from '@msgpack/msgpack';

/** A value that Terraform does not know yet. Its refinements are passed on unchanged. */
export class Unknown {
  constructor(
    readonly extension = 0,
    readonly refinements: Uint8Array = Uint8Array.of(0),
  ) {}
}

/** A value in a message between Terraform and a provider. Numbers beyond 64 bits are decimal strings. */
export type Value =
  | null
  | string
  | number
  | bigint
  | boolean
  | Unknown
  | Uint8Array
  | Value[]
  | { [name: string]: Value };

/** The values of one object: a resource, a block, a configuration. */
export type Values = { [name: string]: Value };

/** An unknown value without refinements. */
export const UNKNOWN = new Unknown();

const encoder = new Encoder({ ignoreUndefined: true });
const decoder = new Decoder();

/** A dynamic value of the protocol. Terraform sends MessagePack, and JSON for stored states. */
export interface DynamicValue {
  msgpack?: Uint8Array;
  json?: Uint8Array;
}

/** Decodes a dynamic value. An absent value is null. */
export function decodeValue(dynamic: DynamicValue | null | undefined): Value {
  if (dynamic?.msgpack?.length) return fromPlain(decoder.decode(dynamic.msgpack));
  if (dynamic?.json?.length) return JSON.parse(Buffer.from(dynamic.json).toString('utf8')) as Value;
  return null;
}

/** Decodes a dynamic value that is an object or null. */
export function decodeValues(dynamic: DynamicValue | null | undefined): Values | null {
  const value = decodeValue(dynamic);
  return isObject(value) ? value : null;
}

/** Encodes a value as MessagePack. */
export function encodeValue(value: Value): { msgpack: Buffer } {
  return { msgpack: Buffer.from(encoder.encode(toPlain(value))) };
}

/** Returns whether a value is an object or a map. */
export function isObject(value: Value | undefined): value is Values {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Unknown) &&
    !(value instanceof Uint8Array)
  );
}

/** Returns whether a value contains no unknown value. */
export function isWhollyKnown(value: Value | undefined): boolean {
  if (value instanceof Unknown) return false;
  if (Array.isArray(value)) return value.every(isWhollyKnown);
  return !isObject(value) || Object.values(value).every(isWhollyKnown);
}

function fromPlain(plain: unknown): Value {
  if (plain instanceof ExtData) return new Unknown(plain.type, extensionBytes(plain));
  if (Array.isArray(plain)) return plain.map(fromPlain);
  // A copy, because the buffer may be reused, and not a Buffer, which has its own JSON format.
  if (plain instanceof Uint8Array) return new Uint8Array(plain);
  if (typeof plain !== 'object' || plain === null) return (plain ?? null) as Value;
  return Object.fromEntries(Object.entries(plain).map(([name, value]) => [name, fromPlain(value)]));
}

function toPlain(value: Value): unknown {
  if (value instanceof Unknown) return new ExtData(value.extension, value.refinements);
  if (Array.isArray(value)) return value.map(toPlain);
  if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, toPlain(inner)]));
  return value;
}

function extensionBytes(extension: ExtData): Uint8Array {
  const data: unknown = extension.data;
  return data instanceof Uint8Array ? data : Uint8Array.of(0);
}
