import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const PROVIDERS = ['aws', 'github', 'random'];

/**
 * Returns the page about differences between the simulator's schemas and the real providers, from the installed bindings and the facts.
 * Requires the compiled simulator.
 */
export function simulatorDifferences(root) {
  const simulator = join(root, 'packages', 'simulator');
  const require = createRequire(join(simulator, 'package.json'));
  const { loadProviderSchema } = require('./dist/schema/load.js');
  const { differencesPage } = require('./dist/schema/differences-page.js');
  const bindings = PROVIDERS.map((name) => join(simulator, 'node_modules', '@cdktf', `provider-${name}`));
  const schemas = bindings.map((folder) => loadProviderSchema({ bindings: folder }));
  return { 'docs/reference/simulator-differences.md': differencesPage(schemas, usedTypes(root)) };
}

/** Returns the resource types in the golden stacks. */
function usedTypes(root) {
  const golden = join(root, 'test', 'golden');
  const files = readdirSync(golden, { recursive: true, encoding: 'utf8' });
  const stacks = files
    .filter((file) => file.endsWith('cdk.tf.json'))
    .map((file) => JSON.parse(readFileSync(join(golden, file), 'utf8')));
  return [...new Set(stacks.flatMap(({ resource }) => Object.keys(resource ?? {})))].sort();
}
