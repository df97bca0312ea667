import { createHash } from 'node:crypto';
import type { JsonSchema } from '@goldenpath/extension';
import type { Ajv, Options, ValidateFunction } from 'ajv';

/** The checks of a schema's definitions, by the definition's name. */
type Checks = (definition: string) => ValidateFunction | undefined;

/** How a schema is compiled, here and when the package is built. */
export const COMPILER_OPTIONS: Options = {
  allErrors: true,
  strict: false,
  verbose: true,
  // Tests hold the schema itself to its meta-schema: every start of the program need not, and would take four times as long.
  validateSchema: false,
  meta: false,
  code: { optimize: false },
};

const checksOfSchemas = new WeakMap<JsonSchema, Checks>();

/**
 * The check of one definition of a schema. What the whole schema says beside it is not checked: it would be reported a second
 * time.
 *
 * The checks of the schemas that come with this package are compiled when it is built. Any other schema is compiled by Ajv when
 * it is first needed; what several definitions share is compiled once.
 *
 * @throws Error where the schema has no such definition: our bug.
 */
export function validatorOf(schema: JsonSchema, definition: string): ValidateFunction {
  let checks = checksOfSchemas.get(schema);
  if (checks === undefined) {
    checks = builtChecks(schema) ?? compiledChecks(schema);
    checksOfSchemas.set(schema, checks);
  }
  const check = checks(definition);
  if (check === undefined) throw new Error(`The schema has no definition ${definition}.`);
  return check;
}

/** Identifies a schema by its content. */
export function schemaDigest(schema: JsonSchema): string {
  return createHash('sha256').update(JSON.stringify(schema)).digest('hex');
}

/** What the build compiled: for each schema's digest, a function that loads the checks of its definitions. */
type Built = Readonly<Record<string, () => Readonly<Record<string, ValidateFunction>>>>;

function builtChecks(schema: JsonSchema): Checks | undefined {
  const checks = built()[schemaDigest(schema)]?.();
  return checks && ((definition) => (Object.hasOwn(checks, definition) ? checks[definition] : undefined));
}

/** @returns nothing where this runs from its sources, beside which there are no compiled checks. */
function built(): Built {
  try {
    return require('./validators') as Built;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
    return {};
  }
}

function compiledChecks(schema: JsonSchema): Checks {
  // Loaded here and not above: the built-in schemas never need it.
  const { Ajv: Compiler } = require('ajv') as typeof import('ajv');
  const compiler: Ajv = new Compiler(COMPILER_OPTIONS);
  compiler.addSchema({ ...schema, $id: 'schema' });
  return (definition) => compiler.getSchema(`schema#/definitions/${definition}`);
}
