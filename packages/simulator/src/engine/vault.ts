import type { CloudObject } from '../account';
import type { BlockSchema } from '../schema/types';
import type { Values } from '../wire/values';

/** Moves sensitive values of an object to its vault, so that listings of an account show no secret. */
export function separateSecrets(schema: BlockSchema, object: CloudObject, before: Values | undefined): CloudObject {
  const values: Values = {};
  const vault: Values = { ...before };
  for (const [name, value] of Object.entries(object.values)) {
    if (schema.attributes[name]?.sensitive && value !== null && value !== '') vault[name] = value;
    else values[name] = value;
  }
  return { ...object, values, ...(Object.keys(vault).length > 0 ? { vault } : {}) };
}

/** Returns the values of an object for Terraform's state, including those in the vault. */
export function restoreSecrets(schema: BlockSchema, object: CloudObject): Values {
  const names = [...Object.keys(schema.attributes), ...Object.keys(schema.blocks)];
  const entries = names.map(
    (name) => [name, name in object.values ? object.values[name] : object.vault?.[name]] as const,
  );
  return Object.fromEntries(entries.map(([name, value]) => [name, value ?? null]));
}
