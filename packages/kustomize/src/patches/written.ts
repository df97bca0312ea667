import { fieldOf, isMap } from '../tree/json';
import { patchTarget } from '../tree/json-patch';
import type { EnvironmentRendition, Json, JsonMap, KubernetesObject, ObjectPatch } from '../tree/types';
import { matches } from './apply';

/** The files of hand-written patches, and their entries of `patches` in the overlay's kustomization. */
export interface WrittenPatches {
  readonly files: readonly (readonly [file: string, data: Json])[];
  readonly entries: readonly JsonMap[];
}

/** Returns the hand-written patches of an environment. Those that match no object are left out. */
export function writtenPatches({ patches = [], objects }: EnvironmentRendition): WrittenPatches {
  const found = patches.flatMap((patch) => {
    const first = objects.find(({ object }) => matches(object, patch.target));
    return first === undefined ? [] : [{ patch, first: first.object }];
  });
  return {
    files: found.map(({ patch, first }): [string, Json] => [patch.file, fileOf(patch, first)]),
    entries: found.map(({ patch, first }) => ({ path: patch.file, target: targetOf(patch, first) })),
  };
}

/** kustomize takes a merge patch only with the type and a name. */
function fileOf({ merge, operations = [] }: ObjectPatch, { apiVersion, kind, metadata }: KubernetesObject): Json {
  if (merge === undefined) return operations as unknown as Json;
  const { apiVersion: _, kind: __, metadata: own = {}, ...rest } = merge;
  const { name = metadata.name, ...others } = isMap(own) ? own : {};
  return { apiVersion, kind, metadata: { name, ...others }, ...rest };
}

/** The whole target, so that kustomize matches the objects that it matches here. */
function targetOf({ target }: ObjectPatch, first: KubernetesObject): JsonMap {
  const whole = patchTarget(first);
  if (target.name !== undefined) return whole;
  return Object.fromEntries(
    Object.keys(whole).flatMap((field) => (field === 'name' ? [] : [[field, fieldOf(whole, field) ?? null]])),
  );
}
