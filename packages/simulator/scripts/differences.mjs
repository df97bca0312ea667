// Writes docs/reference/simulator-differences.md from the installed bindings and the facts. Run after a build.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));
const require = createRequire(import.meta.url);
const { loadProviderSchema } = require('../dist/schema/load.js');
const { differencesPage } = require('../dist/schema/differences-page.js');

const bindings = ['aws', 'github', 'random'].map((name) =>
  join(root, 'packages/simulator/node_modules/@cdktf', `provider-${name}`),
);
const providers = bindings.map((folder) => loadProviderSchema({ bindings: folder }));
writeFileSync(join(root, 'docs/reference/simulator-differences.md'), differencesPage(providers, usedTypes()));

/** The resource types that the golden stacks hold: what the platform makes. */
function usedTypes() {
  const golden = join(root, 'test/golden');
  const stacks = readdirSync(golden, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('cdk.tf.json'),
  );
  const types = stacks.flatMap((file) =>
    Object.keys(JSON.parse(readFileSync(join(golden, file), 'utf8')).resource ?? {}),
  );
  return [...new Set(types)].sort();
}
