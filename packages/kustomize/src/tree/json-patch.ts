import type { Json, JsonMap, KubernetesObject } from './types';

/** One operation of a JSON patch (RFC 6902). */
export type Operation =
  | { readonly op: 'add' | 'replace'; readonly path: string; readonly value: Json }
  | { readonly op: 'remove'; readonly path: string };

/** Returns the JSON pointer (RFC 6901) of a path. */
export function jsonPointer(steps: readonly (string | number)[]): string {
  return steps.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** Returns the target of a JSON patch. kustomize reads each value as a regular expression for the whole text. */
export function patchTarget(object: KubernetesObject): JsonMap {
  const slash = object.apiVersion.indexOf('/');
  return {
    ...(slash < 0 ? {} : { group: escapeRegExp(object.apiVersion.slice(0, slash)) }),
    version: escapeRegExp(object.apiVersion.slice(slash + 1)),
    kind: escapeRegExp(object.kind),
    name: escapeRegExp(object.metadata.name),
  };
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
