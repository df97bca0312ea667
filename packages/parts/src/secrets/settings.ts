import type { Layers } from '@goldenpath/extension';
import type { WrittenSecret } from './schema';

/** The secrets of an application by the name of their variable. */
export interface SecretsSettings {
  readonly secrets: Readonly<Record<string, WrittenSecret>>;
}

/** Returns the secrets. An override adds or replaces single ones. */
export function secretsSettings(layers: Layers): SecretsSettings {
  return { secrets: layers.merge<WrittenSecret>(['secrets']) };
}

/** Returns whether the stack makes a secret. */
export function isCreated({ name, create = name === undefined }: WrittenSecret): boolean {
  return create;
}

/** Returns the name of a secret that the stack makes. */
export function createdName(variable: string, { name }: WrittenSecret): string {
  return name ?? variable.toLowerCase();
}

/** Returns the names of the variables, without those of files. */
export function secretVariables({ secrets }: SecretsSettings): string[] {
  return Object.entries(secrets).flatMap(([variable, { mountPath }]) => (mountPath === undefined ? [variable] : []));
}

/** Returns the names of the Secrets with the variables and the files of an application. */
export function secretNames(app: string): { readonly variables: string; readonly files: string } {
  return { variables: `${app}-secrets`, files: `${app}-secret-files` };
}
