/** Freezes plain data at every level. */
export function deepFreeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const member of Object.values(value)) deepFreeze(member);
  }
  return value;
}

/** A copy of plain data with the keys of every object in the reverse order. */
export function withKeysReversed<Value>(value: Value): Value;
export function withKeysReversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => withKeysReversed(item));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).reverse();
  return Object.fromEntries(entries.map(([key, member]) => [key, withKeysReversed(member)]));
}
