// References inside a schema. Readers of draft-07 ignore keywords next to a `$ref`, so there must be none.
const PREFIX = '#/definitions/';

/** Inlines references to scalars, and references with a description or default next to them. */
export function inlineReferences(definitions) {
  const resolve = (node) => {
    if (Array.isArray(node)) return node.map(resolve);
    if (typeof node !== 'object' || node === null) return node;
    if (node.$ref === undefined) return mapValues(node, resolve);
    const { $ref, ...beside } = node;
    const target = definitions[nameOf($ref)];
    const standsAlone = Object.keys(beside).length === 0 && target.type === 'object';
    return standsAlone ? node : { ...resolve(target), ...beside };
  };
  return mapValues(definitions, resolve);
}

/** Removes unused definitions. */
export function pruneDefinitions(schema) {
  const { definitions, ...body } = schema;
  const used = new Set();
  const visit = (node) => {
    if (typeof node !== 'object' || node === null) return;
    if (typeof node.$ref === 'string' && !used.has(nameOf(node.$ref))) {
      used.add(nameOf(node.$ref));
      visit(definitions[nameOf(node.$ref)]);
    }
    Object.values(node).forEach(visit);
  };
  visit(body);
  return { ...body, definitions: Object.fromEntries(Object.entries(definitions).filter(([name]) => used.has(name))) };
}

/** Returns the name of the definition that a `$ref` points to. */
export function nameOf(ref) {
  return ref.slice(PREFIX.length);
}

function mapValues(record, map) {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
