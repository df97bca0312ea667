import { hex, MOMENT, uuid } from '../behaviours/made-up';
import type { ProviderScope } from '../behaviours';
import type { AttributeSchema, BlockSchema, TypeExpression } from '../schema/types';
import { isObject, Unknown, type Value, type Values } from '../wire/values';

/**
 * Replaces every unknown value: by the value that the behaviour computes or, without one, by a value that fits its name and type. The same
 * seed gives the same values.
 */
export function resolveUnknowns(
  schema: BlockSchema,
  planned: Values,
  computed: Values,
  seed: string,
  scope: ProviderScope,
): Values {
  const resolved: Values = {};
  for (const [name, attribute] of Object.entries(schema.attributes)) {
    const value = planned[name] ?? null;
    resolved[name] =
      value instanceof Unknown
        ? (computed[name] ?? generatedValue(name, attribute, `${seed}.${name}`, scope))
        : resolveInside(value);
  }
  for (const [name, nested] of Object.entries(schema.blocks)) {
    resolved[name] = resolveNested(nested.block, planned[name] ?? null, `${seed}.${name}`, scope);
  }
  return resolved;
}

function resolveNested(schema: BlockSchema, value: Value, seed: string, scope: ProviderScope): Value {
  if (value instanceof Unknown) return [];
  if (Array.isArray(value)) {
    return value.map((one, at) => (isObject(one) ? resolveUnknowns(schema, one, {}, `${seed}.${at}`, scope) : one));
  }
  return isObject(value) ? resolveUnknowns(schema, value, {}, seed, scope) : value;
}

/** Inside a configured collection the cloud decides nothing: an unknown value becomes null. */
function resolveInside(value: Value): Value {
  if (value instanceof Unknown) return null;
  if (Array.isArray(value)) return value.map(resolveInside);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, resolveInside(inner)]));
}

/** Returns a value for a computed attribute without a behaviour. */
export function generatedValue(name: string, attribute: AttributeSchema, seed: string, scope: ProviderScope): Value {
  if (attribute.nested !== undefined)
    return attribute.nested.nesting === 'single' ? null : attribute.nested.nesting === 'map' ? {} : [];
  const plain = emptyOf(attribute.type);
  if (plain !== '') return plain;
  // Optional attributes are mostly off or empty by default. Purely computed ones always have a value.
  return attribute.optional && name !== 'id' && name !== 'name' ? '' : textFor(name, seed, scope);
}

function emptyOf(type: TypeExpression): Value {
  if (type === 'string') return '';
  if (type === 'number') return 0;
  if (type === 'bool') return false;
  if (type === 'dynamic') return null;
  if (type[0] === 'map') return {};
  if (type[0] === 'object') return null;
  return [];
}

/** Formats by attribute name. The first match applies. */
const SHAPES: readonly (readonly [RegExp, (seed: string, scope: ProviderScope) => string])[] = [
  [
    /(^|_)arn$/,
    (seed, scope) => `arn:${scope.partition}:simulated:${scope.region}:${scope.accountId}:${hex(seed, 17)}`,
  ],
  [/(^|_)(url|uri)$/, (seed) => `https://${hex(seed, 12)}.simulated.invalid`],
  [/(^|_)(endpoint|address|host|hostname|dns_name|domain)$/, (seed) => `${hex(seed, 12)}.simulated.invalid`],
  [/(_at|_date|_time|_on)$/, () => MOMENT],
  [/(^|_)(status|state)$/, () => 'active'],
  [/(^|_)(account_id|owner_id|registry_id)$/, (_seed, scope) => scope.accountId],
  [/(^|_)version$/, () => '1'],
  [/(^|_)uuid$/, (seed) => uuid(seed)],
  [/(^|_)(etag|sha|hash|fingerprint)$/, (seed) => hex(seed, 40)],
];

function textFor(name: string, seed: string, scope: ProviderScope): string {
  const shape = SHAPES.find(([pattern]) => pattern.test(name))?.[1];
  return shape === undefined ? `simulated-${hex(seed, 17)}` : shape(seed, scope);
}
