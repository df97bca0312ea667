import type { JsonSchema } from '@goldenpath/extension';

/** Maps the direct subschemas of a schema. */
export function mapSchemas(node: JsonSchema, map: (inner: JsonSchema) => JsonSchema): JsonSchema {
  return mapEntries(node, (value, keyword) => {
    if (VALUES.has(keyword)) return value;
    if (Array.isArray(value)) return value.map((item: unknown) => (isSchema(item) ? map(item) : item));
    if (!isSchema(value)) return value;
    return NAMED.has(keyword) ? mapEntries(value, (inner) => (isSchema(inner) ? map(inner) : inner)) : map(value);
  });
}

/** Keywords that contain values, not schemas. */
const VALUES = new Set(['const', 'default', 'enum', 'examples']);

/** Keywords that contain schemas by name. */
const NAMED = new Set(['definitions', 'patternProperties', 'properties']);

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Maps the values of a record. */
export function mapEntries<Value, Result>(
  record: Readonly<Record<string, Value>>,
  map: (value: Value, name: string) => Result,
): Record<string, Result> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value, name)]));
}
