import { createHash } from 'node:crypto';
import type { Value, Values } from '../wire/values';

/** Returns a hexadecimal string that is derived from a seed and unique for it. */
export function hex(seed: string, length: number): string {
  let digits = '';
  for (let round = 0; digits.length < length; round += 1) {
    digits += createHash('sha256').update(`${round}:${seed}`).digest('hex');
  }
  return digits.slice(0, length);
}

/** Like `hex`, with capital letters and digits, as in AWS's unique ids. */
export function capitals(seed: string, length: number): string {
  return letters(seed, length, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567');
}

/** Like `hex`, with letters of both cases and digits. */
export function alphanumerics(seed: string, length: number): string {
  return letters(seed, length, 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789');
}

/** Returns a number below `limit` that is derived from a seed. */
export function numberBelow(seed: string, limit: number): number {
  return Number.parseInt(hex(seed, 12), 16) % limit;
}

/** Returns a UUID that is derived from a seed. */
export function uuid(seed: string): string {
  const digits = hex(seed, 32);
  const variant = ((Number.parseInt(digits[16] ?? '0', 16) % 4) + 8).toString(16);
  const parts = [digits.slice(0, 8), digits.slice(8, 12), `4${digits.slice(13, 16)}`, variant + digits.slice(17, 20)];
  return [...parts, digits.slice(20)].join('-');
}

/** The fixed time of the simulated cloud. It has no clock, so that equal runs give equal results. */
export const MOMENT = '2025-01-01T00:00:00Z';

/** Returns a value as text; "" for null and unknown values. */
export function text(value: Value | undefined): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint' ? String(value) : '';
}

/** Returns a value as a list of texts. */
export function texts(value: Value | undefined): string[] {
  return Array.isArray(value) ? value.map(text) : text(value) === '' ? [] : [text(value)];
}

/** Values in a form that does not depend on the order of names. */
export function canonical(value: Value | undefined): string {
  return JSON.stringify(value, (_, inner: Value) =>
    typeof inner === 'bigint'
      ? String(inner)
      : typeof inner === 'object' && inner !== null && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner as Values).sort(([one], [other]) => (one < other ? -1 : 1)))
        : inner,
  );
}

function letters(seed: string, length: number, alphabet: string): string {
  const digits = hex(seed, length * 2);
  return Array.from({ length }, (_, at) => {
    const byte = Number.parseInt(digits.slice(at * 2, at * 2 + 2), 16);
    return alphabet[byte % alphabet.length];
  }).join('');
}
