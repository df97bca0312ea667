import { createHash } from 'node:crypto';
import type { JsonSchema } from '@goldenpath/extension';
import type { Ajv, Options, ValidateFunction } from 'ajv';

/** The checks of a schema's definitions, by the definition's name. */
type Checks = (definition: string) => ValidateFunction | undefined;

/** Compiler options, here and at build time. */
export const COMPILER_OPTIONS: Options = {
  allErrors: true,
  strict: false,
  verbose: true,
  // Tests validate the schema against its meta-schema. At run time this would take four times as long.
  validateSchema: false,
  meta: false,
  code: { optimize: false },
  // A function for each definition, rather than its code at each reference.
  inlineRefs: false,
};

const checksOfSchemas = new WeakMap<JsonSchema, Checks>();

/** By the digest of their schema: a fleet with extensions or runtimes composes an equal schema whenever it is opened. */
const compiledChecks = new Map<string, Checks>();
/** Limit on what is kept in memory: half a megabyte for each schema. */
const MOST_SCHEMAS = 20;

/**
 * Returns the check of one definition of a schema. Other constraints of the whole schema are not checked, because they would be reported
 * twice.
 *
 * The checks of this package's schemas are compiled at build time. Ajv compiles any other schema on first use, and shared definitions once.
 *
 * @throws Error when the schema has no such definition, which is a bug.
 */
export function validatorOf(schema: JsonSchema, definition: string): ValidateFunction {
  let checks = checksOfSchemas.get(schema);
  if (checks === undefined) {
    checks = checksWithDigest(schemaDigest(schema), schema);
    checksOfSchemas.set(schema, checks);
  }
  const check = checks(definition);
  if (check === undefined) throw new Error(`The schema has no definition ${definition}.`);
  return check;
}

/** Returns a digest of a schema. */
export function schemaDigest(schema: JsonSchema): string {
  return createHash('sha256').update(JSON.stringify(schema)).digest('hex');
}

/** The compiled checks: for each schema's digest, a function that loads the checks of its definitions. */
type Built = Readonly<Record<string, () => Readonly<Record<string, ValidateFunction>>>>;

function checksWithDigest(digest: string, schema: JsonSchema): Checks {
  const known = compiledChecks.get(digest);
  if (known !== undefined) return known;
  const checks = builtChecks(digest) ?? compile(schema);
  if (compiledChecks.size >= MOST_SCHEMAS) compiledChecks.clear();
  compiledChecks.set(digest, checks);
  return checks;
}

function builtChecks(digest: string): Checks | undefined {
  const checks = built()[digest]?.();
  return checks && ((definition) => (Object.hasOwn(checks, definition) ? checks[definition] : undefined));
}

/** @returns Nothing when this runs from the sources, which have no compiled checks. */
function built(): Built {
  try {
    return require('./validators') as Built;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
    return {};
  }
}

function compile(schema: JsonSchema): Checks {
  // Loaded here, because the built-in schemas never need it.
  const { Ajv: Compiler } = require('ajv') as typeof import('ajv');
  const compiler: Ajv = new Compiler(COMPILER_OPTIONS);
  compiler.addSchema({ ...schema, $id: 'schema' });
  return (definition) => compiler.getSchema(`schema#/definitions/${definition}`);
}
