// Writes every generated file that is committed. With --check it writes nothing, and fails if a file is out of date.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { codeOwners } from './generate/code-owners.mjs';
import { initWorkflows } from './generate/init-workflows.mjs';
import { lintWalls } from './generate/lint-walls.mjs';
import { packageTable } from './generate/package-table.mjs';
import { referencePages } from './generate/reference.mjs';
import { reviewPages, reviewSchema } from './generate/review.mjs';
import { commonFields, fieldsOfParts, platformSchema } from './generate/schemas.mjs';
import { simulatorDifferences } from './generate/simulator-differences.mjs';
import { build } from './lib/build.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const check = process.argv.includes('--check');

// The schema of specs is composed by the compiled packages, from fields that are generated first.
const partFields = await generatedFields();
if (!check) await writeAll(await stalePaths(partFields), partFields);
const allFiles = new Map([...partFields, ...(await generatedFiles())]);
const stale = await stalePaths(allFiles);

if (check && stale.length > 0) {
  console.error(`Out of date: ${stale.join(', ')}. Run \`pnpm generate\` and commit what it changes.`);
  process.exitCode = 1;
} else if (!check) {
  await writeAll(stale, allFiles);
  console.log(stale.length === 0 ? `${allFiles.size} generated files are up to date.` : `Written: ${stale.join(', ')}`);
}

/** Returns the fields of each part and of every spec, by the path of their file. */
async function generatedFields() {
  // The types import from the compiled packages.
  await build();
  return new Map([
    ...Object.entries(fieldsOfParts(root)).map(([name, part]) => [
      `packages/parts/src/${name}/fields.json`,
      json(part),
    ]),
    ['packages/spec/src/schema/common-fields.json', json(commonFields(root))],
  ]);
}

/** Returns every generated file by its path from the root. */
async function generatedFiles() {
  await build();
  const schemas = composedSchemas();
  const generated = new Map();
  for (const [name, schema] of Object.entries(schemas)) {
    const text = json(schema);
    // Two copies: editors find the one in the root, installed packages the one in `spec`.
    generated.set(`schemas/${name}.schema.json`, text);
    generated.set(`packages/spec/schemas/${name}.schema.json`, text);
  }
  const review = reviewSchema(root);
  for (const folder of ['schemas', 'packages/review/schemas'])
    generated.set(`${folder}/review.schema.json`, json(review));
  const pages = {
    ...referencePages(schemas),
    ...reviewPages(root, review),
    ...simulatorDifferences(root),
    ...codeOwners(root),
  };
  const table = JSON.parse(await readFile(join(root, 'scripts/import-table.json'), 'utf8'));
  for (const [path, text] of Object.entries({ ...pages, ...packageTable(root, table) })) generated.set(path, text);
  for (const [path, text] of Object.entries(initWorkflows(root))) generated.set(path, text);
  generated.set('.oxlintrc.walls.json', json(lintWalls(table)));
  return generated;
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

async function stalePaths(files) {
  const paths = [];
  for (const [path, content] of files) if ((await current(path)) !== content) paths.push(path);
  return paths;
}

async function writeAll(paths, files) {
  for (const path of paths) await write(path, files.get(path));
}

async function write(path, content) {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), content);
}
