// Writes every generated file that is committed. With --check it writes nothing, and fails if a file is out of date.
import { readFileSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { backstageTemplates } from './generate/backstage-templates.mjs';
import { codeOwners } from './generate/code-owners.mjs';
import { componentPages } from './generate/components.mjs';
import { initWorkflows } from './generate/init-workflows.mjs';
import { lintWalls } from './generate/lint-walls.mjs';
import { packageTable } from './generate/package-table.mjs';
import { referencePages } from './generate/reference.mjs';
import { reviewPages, reviewSchema } from './generate/review.mjs';
import { commonFields, fieldsOfParts, platformSchema } from './generate/schemas.mjs';
import { simulatorDifferences } from './generate/simulator-differences.mjs';
import { terraformSchema } from './generate/terraform-schema.mjs';
import { workflows } from './generate/workflows.mjs';
import { build } from './lib/build.mjs';
import { orExplain } from './lib/setup-error.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const check = process.argv.includes('--check');

/** Every generated file by its path from the root. */
const all = new Map();
const stale = [];

await orExplain(generateAll);

async function generateAll() {
  // The sources import the workflows of new fleets, so these are written before the first build.
  await generate(() => initWorkflows(root), { builds: false });
  await generate(fields);
  await generate(schemas);
  await generate(pages);
  // The command validates the specs, which it cannot do with an old schema. The stale files say enough then.
  if (!check || stale.length === 0)
    await generate(() => ({ ...codeOwners(root), ...workflows(root), ...backstageTemplates(root) }));

  if (check && stale.length > 0) {
    console.error(`Out of date: ${stale.join(', ')}. Run \`pnpm generate\` and commit what it changes.`);
    process.exitCode = 1;
  } else if (!check)
    console.log(stale.length === 0 ? `${all.size} generated files are up to date.` : `Written: ${stale.join(', ')}`);
}

/** Generates the files of one stage. They are written and compiled before the next stage, which uses them. */
async function generate(stage, { builds = true } = {}) {
  if (builds) await build();
  for (const [path, content] of Object.entries(stage())) {
    all.set(path, content);
    if ((await current(path)) === content) continue;
    stale.push(path);
    if (!check) await write(path, content);
  }
}

/** Returns the fields of each part and of every spec, from their types. */
function fields() {
  const ofParts = Object.entries(fieldsOfParts(root)).map(([name, part]) => [
    `packages/parts/src/${name}/fields.json`,
    json(part),
  ]);
  return {
    ...Object.fromEntries(ofParts),
    'packages/spec/src/schema/common-fields.json': json(commonFields(root)),
  };
}

/** Returns the JSON Schemas, composed by the compiled packages. */
function schemas() {
  const generated = {};
  for (const [name, schema] of Object.entries(composedSchemas())) {
    // Two copies: editors find the one in the root, installed packages the one in `spec`.
    for (const folder of ['schemas', 'packages/spec/schemas'])
      generated[`${folder}/${name}.schema.json`] = json(schema);
  }
  for (const folder of ['schemas', 'packages/review/schemas'])
    generated[`${folder}/review.schema.json`] = json(reviewSchema(root));
  return generated;
}

/** Returns the pages of the documentation and the lint rules of the import table. */
function pages() {
  const table = JSON.parse(readFileSync(join(root, 'scripts/import-table.json'), 'utf8'));
  return {
    ...referencePages(composedSchemas()),
    ...reviewPages(root, reviewSchema(root)),
    ...componentPages(root),
    ...simulatorDifferences(root),
    ...terraformSchema(root),
    ...packageTable(root, table),
    '.oxlintrc.walls.json': json(lintWalls(table)),
  };
}

/** Returns the schemas of specs and platform file, for the built-in kinds and parts. */
function composedSchemas() {
  const require = createRequire(join(root, 'packages/spec/package.json'));
  const { composeAppSchema, composePlatformSchema } = require('@goldenpath/spec');
  const { builtInRegistry } = require('@goldenpath/parts');
  return {
    app: composeAppSchema(builtInRegistry),
    platform: composePlatformSchema(builtInRegistry, platformSchema(root)),
  };
}

function json(value) {
  return `${JSON.stringify(value, null, 2)}\n`;
}

async function current(path) {
  return readFile(join(root, path), 'utf8').catch((error) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
}

async function write(path, content) {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), content);
}
