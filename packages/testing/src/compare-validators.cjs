// Holds the validators that the build made against those that Ajv makes now, over every document of the test fleets, the bad ones
// above all. Prints the differences as JSON. Runs outside Jest, on what is compiled.
const { existsSync, readdirSync, readFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { join } = require('node:path');
const { isDeepStrictEqual } = require('node:util');

const root = join(__dirname, '../../..');
const requireOfSpec = createRequire(join(root, 'packages/spec/package.json'));
const { CORE_SCHEMA, load } = requireOfSpec('js-yaml');
const { BUILT_IN_SCHEMAS } = requireOfSpec('./dist/schema/schemas.js');
const { validatorOf } = requireOfSpec('./dist/schema/validator-of.js');

const documents = [...documentsOf('apps'), ...casesOf('test/bad-input/cases')];
const differences = [];
let refused = 0;
for (const { schema, definitions } of BUILT_IN_SCHEMAS) {
  // A field more, which says nothing, and it is a schema that the build has not seen.
  const unknown = { ...schema, $comment: 'compiled now' };
  for (const definition of definitions) {
    const [built, compiled] = [validatorOf(schema, definition), validatorOf(unknown, definition)];
    if (String(built) === String(compiled)) differences.push(`${definition} was not compiled by the build`);
    for (const { file, value } of documents) {
      const [expected, seen] = [findings(compiled, value), findings(built, value)];
      if (expected.length > 0) refused += 1;
      if (!isDeepStrictEqual(expected, seen)) differences.push(`${definition}: ${file}`);
    }
  }
}
process.stdout.write(JSON.stringify({ documents: documents.length, refused, differences }));

function findings(check, value) {
  // The path in the schema differs: the build compiles equal schemas once. Nothing reads it.
  return check(value) ? [] : check.errors.map(({ schemaPath: _path, ...error }) => error);
}

function casesOf(folder) {
  return readdirSync(join(root, folder)).flatMap((name) => [
    ...documentsOf(`${folder}/${name}/apps`),
    ...documentAt(`${folder}/${name}/platform.yaml`),
  ]);
}

function documentsOf(folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder)).flatMap((name) => documentAt(`${folder}/${name}/app.yaml`));
}

/** The document, or nothing where the file is none. */
function documentAt(file) {
  try {
    return [{ file, value: load(readFileSync(join(root, file), 'utf8'), { schema: CORE_SCHEMA }) }];
  } catch {
    return [];
  }
}
