/** Shorter schemas are as short as a reference to them. */
const SHORTEST = 60;

/** Keywords whose value is a schema. Not `propertyNames`: an error in a definition of its own would lack the name. */
const ONE = ['items', 'additionalProperties', 'not', 'if', 'then', 'else'];
/** Keywords whose value is a map or a list of schemas. */
const MANY = ['properties', 'patternProperties', 'allOf', 'anyOf', 'oneOf'];

/**
 * Moves every schema that occurs several times in a schema's definitions to a definition of its own, so that its check is compiled once.
 *
 * @returns The schema, and the moved schemas by the name of their definition: each after those that it contains.
 */
export function shareSchemas({ definitions, ...rest }) {
  const counts = new Map();
  const count = (schema) => {
    const text = JSON.stringify(schema);
    const times = (counts.get(text) ?? 0) + 1;
    counts.set(text, times);
    if (times === 1) mapInner(schema, count);
    return schema;
  };
  const names = new Map();
  const shared = new Map();
  const share = (schema) => {
    const text = JSON.stringify(schema);
    if (counts.get(text) < 2 || text.length < SHORTEST) return mapInner(schema, share);
    if (!names.has(text)) {
      const moved = mapInner(schema, share);
      names.set(text, `shared${names.size}`);
      shared.set(names.get(text), moved);
    }
    return { $ref: `#/definitions/${names.get(text)}` };
  };
  const own = Object.entries(definitions);
  for (const [, definition] of own) mapInner(definition, count);
  const mapped = own.map(([name, definition]) => [name, mapInner(definition, share)]);
  return { schema: { ...rest, definitions: Object.fromEntries([...mapped, ...shared]) }, shared };
}

/**
 * Replaces the references to shared schemas in compiled code by the schemas themselves: errors contain the schema that they come from.
 */
export function withSharedSchemas(code, shared) {
  const inserted = (text) => text.replaceAll(/\{"\$ref":"#\/definitions\/(shared\d+)"\}/g, '$1');
  const constants = [...shared].map(([name, schema]) => `const ${name} = ${inserted(JSON.stringify(schema))};\n`);
  return constants.join('') + inserted(code);
}

function mapInner(schema, map) {
  const each = (value) => (typeof value === 'object' && value !== null ? map(value) : value);
  const changed = Object.entries(schema).map(([keyword, value]) => {
    if (ONE.includes(keyword)) return [keyword, each(value)];
    if (!MANY.includes(keyword)) return [keyword, value];
    if (Array.isArray(value)) return [keyword, value.map(each)];
    return [keyword, Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, each(inner)]))];
  });
  return Object.fromEntries(changed);
}
