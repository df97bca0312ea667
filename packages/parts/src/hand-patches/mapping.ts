/** A mapping of unknown content. */
export interface Mapping {
  readonly [field: string]: unknown;
}

/** Returns whether a value is a mapping. */
export function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
