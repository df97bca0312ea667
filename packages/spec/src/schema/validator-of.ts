import type { Ajv, ValidateFunction } from 'ajv';
import type { JsonSchema } from './schemas';

const compilers = new Map<JsonSchema, Ajv>();

/**
 * The check of one definition of a schema, and of nothing that the whole schema says beside it: that would be found, and
 * told, a second time.
 *
 * Compiled when it is first needed; what several definitions share is compiled once.
 *
 * @throws Error where the schema has no such definition: our bug.
 */
export function validatorOf(schema: JsonSchema, definition: string): ValidateFunction {
  const check = compilerOf(schema).getSchema(`schema#/definitions/${definition}`);
  if (check === undefined) throw new Error(`The schema has no definition ${definition}.`);
  return check;
}

function compilerOf(schema: JsonSchema): Ajv {
  let compiler = compilers.get(schema);
  if (compiler === undefined) {
    // Loaded here, because an `app.ts` loads this package too, for its types alone.
    const { Ajv: Compiler } = require('ajv') as typeof import('ajv');
    // Tests hold the schema itself to its meta-schema: every start of the program need not, and would take four times as long.
    compiler = new Compiler({
      allErrors: true,
      strict: false,
      verbose: true,
      validateSchema: false,
      meta: false,
      code: { optimize: false },
    });
    compiler.addSchema({ ...schema, $id: 'schema' });
    compilers.set(schema, compiler);
  }
  return compiler;
}
