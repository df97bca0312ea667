import type { KubernetesObject } from '@goldenpath/manifests';

/** A part of an object, which can have any shape: patches and extensions change it. */
export type Fields = Readonly<Record<string, unknown>>;

export function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

export function list(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.map(fields) : [];
}

export function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** Returns the object of a kind with a name; no fields where there is none. */
export function objectNamed(objects: readonly KubernetesObject[], kind: string, name: unknown): Fields {
  return fields(objects.find((object) => object.kind === kind && object.metadata.name === name));
}
