import type { ErrorObject } from 'ajv';
import { nearMiss, type Path } from '@goldenpath/extension';
import type { Kind } from '../types/app';
import { APP_SCHEMA, type JsonSchema, KIND_DEFINITIONS, PLATFORM_SCHEMA } from './schemas';
import { fieldOfSeedName } from './seed-names';

/** The fields that are known where an unknown one was found. */
export function knownFields(error: ErrorObject): string[] {
  return Object.keys((error.parentSchema as JsonSchema | undefined)?.properties ?? {});
}

/** The field that an unknown one was probably meant to be, or undefined where none is near. */
export function meantField(error: ErrorObject): string | undefined {
  const field = String(error.params['additionalProperty']);
  const seedName = error.instancePath === '' ? fieldOfSeedName(field) : undefined;
  return seedName ?? nearMiss(field, knownFields(error));
}

/** The schema that a reference leads to; the schema itself where it is none. */
export function resolved(schema: JsonSchema | undefined): JsonSchema | undefined {
  const name = schema?.$ref?.replace('#/definitions/', '');
  return name === undefined ? schema : (APP_SCHEMA.definitions?.[name] ?? PLATFORM_SCHEMA.definitions?.[name]);
}

/** Whether a kind's spec has a field at a path, such as `database.name`. */
export function hasField(kind: Kind, path: Path): boolean {
  let schema: JsonSchema | undefined = APP_SCHEMA.definitions?.[KIND_DEFINITIONS.get(kind) ?? ''];
  for (const step of path) {
    const properties = resolved(schema)?.properties ?? {};
    schema = Object.hasOwn(properties, step) ? properties[step] : undefined;
  }
  return schema !== undefined;
}
