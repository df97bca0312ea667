import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { KubernetesObject } from '@goldenpath/manifests';
import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';

/** Returns the errors of a Kubernetes object. The list is empty if it is valid. */
export type StrictCheck = (object: KubernetesObject) => string[];

/**
 * A check of generated objects by the types of Kubernetes and of its custom resources, in which an unknown field is an error:
 * an API server only warns of one, and drops it. Takes some seconds to make.
 *
 * @throws Error, from the check, for an object of a kind that it has no schema of.
 */
export function strictCheck(): StrictCheck {
  const printer = join(__dirname, 'print-schemas.mjs');
  const output = execFileSync(process.execPath, [printer], { encoding: 'utf8', maxBuffer: 1 << 26 });
  const schemas = JSON.parse(output) as Record<string, object>;
  const ajv = new Ajv({ strict: false, allErrors: true });
  const validators = new Map<string, ValidateFunction>(
    Object.entries(schemas).map(([kind, schema]) => [kind, ajv.compile(schema)]),
  );
  return (object) => {
    const validate = validators.get(object.kind);
    if (validate === undefined) throw new Error(`There is no strict schema of a ${object.kind}.`);
    return validate(object) ? [] : (validate.errors ?? []).map(describe);
  };
}

function describe({ instancePath, message, params }: ErrorObject): string {
  return `${instancePath || '/'} ${message} ${JSON.stringify(params)}`;
}
