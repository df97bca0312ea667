import type { Json, JsonMap, KubernetesObject, ObjectPatch, PatchTarget } from '../tree/types';
import { withMerge } from './merge';
import { withOperations } from './operations';
import { PatchError, type PatchProblem, refuse } from './types';

/** The result of a patch. */
export interface PatchedObjects {
  readonly objects: readonly KubernetesObject[];
  /** The objects that the patch changed: before and after. */
  readonly changed: readonly { readonly before: KubernetesObject; readonly after: KubernetesObject }[];
  /** What is wrong with the patch. Then nothing is changed. */
  readonly problem?: PatchProblem;
}

/** Options of {@link withPatch}. */
export interface PatchOptions {
  /** Whether a patch whose target does not exist changes nothing. @default it is a problem */
  readonly skipsMissing?: boolean;
}

/**
 * Applies a patch to rendered objects as the `patches` of a kustomization do, but strictly: its target and what its pointers lead to must
 * exist, and no object loses its identity.
 */
export function withPatch(
  objects: readonly KubernetesObject[],
  patch: ObjectPatch,
  { skipsMissing = false }: PatchOptions = {},
): PatchedObjects {
  const matching = objects.filter((object) => matches(object, patch.target));
  try {
    if (matching.length === 0 && !skipsMissing) refuseTarget(objects, patch.target);
    const after = new Map(matching.map((before) => [before, patchedObject(before, patch)]));
    return {
      objects: objects.map((object) => after.get(object) ?? object),
      changed: [...after].map(([before, changed]) => ({ before, after: changed })),
    };
  } catch (error) {
    if (!(error instanceof PatchError)) throw error;
    return { objects, changed: [], problem: error.problem };
  }
}

/** Returns whether a patch with this target changes the object. */
export function matches({ apiVersion, kind, metadata }: KubernetesObject, target: PatchTarget): boolean {
  const [version = '', group = ''] = apiVersion.split('/').reverse();
  return (
    kind === target.kind &&
    (target.name === undefined || metadata.name === target.name) &&
    (target.group === undefined || group === target.group) &&
    (target.version === undefined || version === target.version)
  );
}

/** @throws PatchError that names what is nearest to the target. */
function refuseTarget(objects: readonly KubernetesObject[], { kind, name, group, version }: PatchTarget): never {
  const ofKind = objects.filter((object) => object.kind === kind);
  const described = `${kind}${name === undefined ? '' : ` ${JSON.stringify(name)}`}`;
  const message = `No object of the application is the ${described}: a patch changes objects, and adds none.`;
  const shown = objects.map((object) => `${object.kind}/${object.metadata.name}`).join(', ');
  if (ofKind.length === 0) {
    const candidates = [...new Set(objects.map((object) => object.kind))].sort();
    return refuse(['kind'], message, `It has ${shown || 'no objects'}.`, { written: kind, candidates });
  }
  if (name !== undefined && !ofKind.some(({ metadata }) => metadata.name === name))
    return refuse(['name'], message, `It has ${shown}.`, {
      written: name,
      candidates: ofKind.map(({ metadata }) => metadata.name).sort(),
    });
  const [apiVersion = ''] = ofKind.map((object) => object.apiVersion);
  const written = [group, version].filter((each) => each !== undefined && each !== '').join('/');
  return refuse(['apiVersion'], `The ${described} has another API version than ${written}.`, `Write ${apiVersion}.`);
}

function patchedObject(before: KubernetesObject, { merge, operations }: ObjectPatch): KubernetesObject {
  const { apiVersion, kind, metadata } = before;
  refuseNamespace(operations);
  // API objects are JSON by contract.
  const body = before as unknown as JsonMap;
  const after: Json =
    merge === undefined
      ? withOperations(body, operations ?? [])
      : withMerge(body, merge, { apiVersion, kind, fields: [] });
  const changed = after as unknown as KubernetesObject;
  const isSame =
    typeof after === 'object' &&
    after !== null &&
    changed.apiVersion === apiVersion &&
    changed.kind === kind &&
    changed.metadata?.name === metadata.name &&
    changed.metadata.namespace === metadata.namespace;
  if (!isSame)
    return refuse(
      [],
      `The patch changes what ${kind} ${JSON.stringify(metadata.name)} is: its API version, kind, name or namespace.`,
      'Patch other fields. The spec and the platform file decide these.',
    );
  return changed;
}

/** The overlay sets the namespace after all patches, so a pointer to it would lead somewhere else in kustomize. */
function refuseNamespace(operations: ObjectPatch['operations'] = []): void {
  for (const [index, operation] of operations.entries())
    for (const field of ['path', 'from'] as const)
      if (operation[field] === '/metadata/namespace')
        refuse([index, field], 'A patch cannot read or change the namespace.', 'Remove this operation.');
}
