import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { shareSchemas, withSharedSchemas } from './shared-schemas.mjs';
import { root } from './workspace.mjs';

const spec = join(root, 'packages', 'spec');
const folder = join(spec, 'dist', 'schema', 'validators');

/** The file that shows whether the validators are compiled. */
export const validatorsIndex = join(folder, 'index.js');

/**
 * Compiles the schemas of `spec` to functions, so that validation does not load Ajv. They are stored by the schema's digest, so outdated
 * functions are never used.
 */
export function compileValidators() {
  const require = createRequire(join(spec, 'package.json'));
  // An earlier build of this process may have loaded other schemas: `generate` builds several times.
  for (const path of Object.keys(require.cache)) if (path.startsWith(spec)) delete require.cache[path];
  const { BUILT_IN_SCHEMAS } = require('./dist/schema/schemas.js');
  const { schemaDigest } = require('./dist/schema/validator-of.js');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const entries = BUILT_IN_SCHEMAS.map(({ name, schema, definitions }) => {
    writeFileSync(join(folder, `${name}.js`), validatorsOf(schema, definitions, require));
    return `  '${schemaDigest(schema)}': () => require('./${name}.js'),\n`;
  });
  writeFileSync(validatorsIndex, `'use strict';\nmodule.exports = {\n${entries.join('')}};\n`);
}

/** Returns a file with a function for each definition, without imports. */
function validatorsOf(schema, definitions, require) {
  const { Ajv } = require('ajv');
  const standaloneCode = require('ajv/dist/standalone').default;
  const { COMPILER_OPTIONS } = require('./dist/schema/validator-of.js');
  const compiler = new Ajv({ ...COMPILER_OPTIONS, code: { source: true } });
  const { schema: sharing, shared } = shareSchemas(schema);
  compiler.addSchema({ ...sharing, $id: 'schema' });
  const code = standaloneCode(
    compiler,
    Object.fromEntries(definitions.map((definition) => [definition, `schema#/definitions/${definition}`])),
  );
  const { outputFiles } = require('esbuild').buildSync({
    // Ajv's runtime code is inlined.
    stdin: { contents: withSharedSchemas(code, shared), resolveDir: spec, sourcefile: 'validators.js' },
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    minify: true,
    legalComments: 'none',
  });
  return outputFiles[0].text;
}
