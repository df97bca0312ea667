import type { ErrorObject } from 'ajv';
import { type JsonSchema, nearMiss, type Path } from '@goldenpath/extension';
import type { AppSchema } from './app-schema';
import { fieldOfSeedName } from './seed-names';

/** Returns the known fields where an unknown one was found. */
export function knownFields(error: ErrorObject): string[] {
  return Object.keys((error.parentSchema as JsonSchema | undefined)?.properties ?? {});
}

/** Returns the field that an unknown one was probably meant to be; undefined when none is near. */
export function meantField(error: ErrorObject): string | undefined {
  const field = String(error.params['additionalProperty']);
  const seedName = error.instancePath === '' ? fieldOfSeedName(field) : undefined;
  return seedName ?? nearMiss(field, knownFields(error));
}

/** Resolves a reference. Returns any other schema unchanged. */
export function resolved(schema: JsonSchema | undefined, root: JsonSchema): JsonSchema | undefined {
  const name = schema?.$ref?.replace('#/definitions/', '');
  return name === undefined ? schema : root.definitions?.[name];
}

/** Returns whether a kind has a field at a path, such as `database.name`. */
export function hasField({ schema: root, definitions }: AppSchema, kind: string, path: Path): boolean {
  let schema: JsonSchema | undefined = root.definitions?.[definitions.get(kind) ?? ''];
  for (const step of path) {
    const properties = resolved(schema, root)?.properties ?? {};
    schema = Object.hasOwn(properties, step) ? properties[step] : undefined;
  }
  return schema !== undefined;
}
