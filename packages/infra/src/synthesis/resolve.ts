import type { Json } from '@goldenpath/extension';
import { DefaultTokenResolver, StringConcat, Tokenization } from 'cdktf';
import type { IConstruct } from 'constructs';

const RESOLVER = new DefaultTokenResolver(new StringConcat());

/** What a string token, a list token and a number token inside a text look like. */
const MAY_HOLD_TOKEN = /TfToken\[|\de\+| Map Token Value/;

/** Numbers below this may be codes of tokens: CDKTF gives tokens the most negative ones. */
const LEAST_PLAIN_NUMBER = -1e200;

/**
 * A value with its CDKTF tokens resolved and its undefined members left out.
 *
 * The result is that of CDKTF's own resolver. That one tries six regular expressions and makes a context for every
 * string, number and key, which is most of the time of a synthesis; here only what may hold a token goes through it.
 */
export function resolveTokens(value: unknown, scope: IConstruct): Json | undefined {
  if (isPlainScalar(value)) return value;
  if (Array.isArray(value) && !value.some(mayHoldToken)) return resolveList(value, scope);
  if (isPlainObject(value)) return resolveObject(value, scope);
  return Tokenization.resolve(value, { scope, resolver: RESOLVER, preparing: false }) as Json | undefined;
}

function resolveList(values: readonly unknown[], scope: IConstruct): Json[] {
  return values.map((item) => resolveTokens(item, scope)).filter((item) => item !== undefined);
}

function resolveObject(value: Record<string, unknown>, scope: IConstruct): Record<string, Json> {
  const result: Record<string, Json> = {};
  for (const key of Object.keys(value)) {
    const resolved = resolveTokens(value[key], scope);
    if (resolved !== undefined) result[key] = resolved;
  }
  return result;
}

function isPlainScalar(value: unknown): value is null | boolean | number | string | undefined {
  switch (typeof value) {
    case 'undefined':
    case 'boolean':
      return true;
    case 'string':
    case 'number':
      return !mayHoldToken(value);
    default:
      return value === null;
  }
}

function mayHoldToken(value: unknown): boolean {
  if (typeof value === 'string') return MAY_HOLD_TOKEN.test(value);
  return typeof value === 'number' && value < LEAST_PLAIN_NUMBER;
}

/** An object of data whose keys are not tokens: not a token itself, not a construct. */
function isPlainObject(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.getPrototypeOf(value) === Object.prototype &&
    !Tokenization.isResolvable(value) &&
    !Object.keys(value).some(mayHoldToken)
  );
}
