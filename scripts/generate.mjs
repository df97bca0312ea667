// Writes every committed file that is generated; with --check it writes nothing, and fails where one is out of date.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { codeOwners } from './generate/code-owners.mjs';
import { lintWalls } from './generate/lint-walls.mjs';
import { referencePages } from './generate/reference.mjs';
import { reviewPages, reviewSchema } from './generate/review.mjs';
import { schemasOfTypes } from './generate/schemas.mjs';
import { simulatorDifferences } from './generate/simulator-differences.mjs';
import { build } from './lib/build.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const check = process.argv.includes('--check');

const files = await generatedFiles();
const stale = [];
for (const [path, content] of files) if ((await current(path)) !== content) stale.push(path);

if (check && stale.length > 0) {
  console.error(`Out of date: ${stale.join(', ')}. Run \`pnpm generate\` and commit what it changes.`);
  process.exitCode = 1;
} else if (!check) {
  for (const path of stale) await write(path, files.get(path));
  console.log(stale.length === 0 ? `${files.size} generated files are up to date.` : `Written: ${stale.join(', ')}`);
}

/** Every generated file: its path from the root, and its content. */
async function generatedFiles() {
  const schemas = schemasOfTypes(root);
  const generated = new Map();
  for (const [name, schema] of Object.entries(schemas)) {
    const text = json(schema);
    // Two copies: editors find the one at the root, installed packages the one inside `spec`.
    generated.set(`schemas/${name}.schema.json`, text);
    generated.set(`packages/spec/schemas/${name}.schema.json`, text);
  }
  await build();
  const review = reviewSchema(root);
  for (const folder of ['schemas', 'packages/review/schemas'])
    generated.set(`${folder}/review.schema.json`, json(review));
  const pages = {
    ...referencePages(schemas),
    ...reviewPages(root, review),
    ...simulatorDifferences(root),
    ...codeOwners(root),
  };
  for (const [path, text] of Object.entries(pages)) generated.set(path, text);
  const table = JSON.parse(await readFile(join(root, 'scripts/import-table.json'), 'utf8'));
  generated.set('.oxlintrc.walls.json', json(lintWalls(table)));
  return generated;
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
