import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const PROVIDERS = ['aws', 'github'];

/**
 * Returns the schemas of the resource types that the built-in parts have, for the checks of hand-written overrides. Requires the compiled
 * simulator, which knows what the bindings do not say: what forces a replacement, and what is secret.
 */
export function terraformSchema(root) {
  const simulator = join(root, 'packages', 'simulator');
  const require = createRequire(join(simulator, 'package.json'));
  const { loadProviderSchema } = require('./dist/schema/load.js');
  const types = usedTypes(root);
  const schemas = PROVIDERS.map((name) =>
    loadProviderSchema({ bindings: join(simulator, 'node_modules', '@cdktf', `provider-${name}`), types }),
  );
  const resources = Object.assign({}, ...schemas.map((schema) => schema.resources));
  const entries = Object.keys(resources)
    .toSorted()
    .map((type) => [type, block(resources[type])]);
  return { 'packages/infra/schemas/resources.json': lines(entries) };
}

/** Returns the resource types whose bindings a part imports. */
function usedTypes(root) {
  const parts = join(root, 'packages', 'parts', 'src');
  const files = readdirSync(parts, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const pattern = /@cdktf\/provider-(aws|github)\/lib\/(?!data-|provider')([a-z0-9-]+)'/g;
  const found = files.flatMap((file) => [...readFileSync(join(parts, file), 'utf8').matchAll(pattern)]);
  return new Set(found.map(([, provider, name]) => `${provider}_${name.replaceAll('-', '_')}`));
}

function block({ attributes, blocks, ...bounds }) {
  const { maxItems, minItems, nesting, replaces } = bounds;
  return {
    ...(nesting !== undefined && { nesting }),
    ...(maxItems > 0 && { maxItems }),
    ...(minItems > 0 && { minItems }),
    ...(replaces === true && { replaces }),
    attributes: mapped(attributes, attribute),
    ...(Object.keys(blocks).length > 0 && {
      blocks: mapped(blocks, ({ block: content, ...rest }) => block({ ...content, ...rest })),
    }),
  };
}

/** The flags are only those that are set. An attribute that nothing can set is computed. */
function attribute({ type, nested, required, optional, sensitive, writeOnly, replaces, enum: choices }) {
  const flags = { required, optional, sensitive, writeOnly, replaces };
  const set = Object.entries(flags).filter(([, value]) => value === true);
  return {
    type: nested === undefined ? type : 'dynamic',
    ...Object.fromEntries(set),
    ...(choices !== undefined && { enum: choices }),
  };
}

function mapped(record, value) {
  const entries = Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, item]) => [name, value(item)]));
}

/** One line for each type, so that a difference is readable and the file small. */
function lines(entries) {
  return `{\n${entries.map(([type, schema]) => `  ${JSON.stringify(type)}: ${JSON.stringify(schema)}`).join(',\n')}\n}\n`;
}
