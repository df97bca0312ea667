import { writtenPatches } from '../patches/written';
import type { BaseObject } from './base';
import { difference } from './difference';
import { imageEntry } from './images';
import { fieldOf, isMap } from './json';
import { patchTarget } from './json-patch';
import type { Operation } from './json-patch';
import { kustomizationData } from './kustomization';
import { PATCH_DIRECTIVE } from './mergeable';
import { renderedObjects } from './rendered';
import type { Rendered, RenderedObjects } from './rendered';
import { replicasOf, scalableNames, withReplicas } from './replicas';
import type { TreeMemo } from './tree-memo';
import type { EnvironmentRendition, Json, JsonMap, KubernetesObject } from './types';

/** Files by name, without their folder. */
export type Files = readonly (readonly [file: string, data: Json])[];

/** The objects of a base by kustomize's identity, in order. */
export type Base = ReadonlyMap<string, BaseObject>;

/** Returns the files of an environment's overlay; none when neither the base nor the environment has an object. */
export function overlayFiles(base: Base, environment: EnvironmentRendition, memo: TreeMemo): Files {
  const objects = renderedObjects(environment, memo);
  if (base.size === 0 && objects.size === 0) return [];
  const namespace = commonNamespace(objects);
  const own = ownFiles(base, objects, namespace);
  const taken = new Set(own.map(([file]) => file.toLowerCase()));
  const written = writtenPatches(environment);
  // kustomize sets `replicas` after all patches, so one of them could not change the number.
  const scalable = written.files.length > 0 ? new Set<string>() : scalableNames(objects);
  const changes = changesOf(base, objects, { scalable, namespace, memo });
  const patches = changes.map((change) => {
    const isTaken = taken.has(change.file.toLowerCase());
    return memo.of(`patches ${isTaken}`, [change], () => patchFiles(change, isTaken));
  });
  const kustomization = kustomizationData({
    namespace,
    resources: [...(base.size > 0 ? ['../../base'] : []), ...own.map(([file]) => file)],
    images: environment.images.map(imageEntry),
    replicas: changes.flatMap(({ name, count }) => (count === undefined ? [] : [{ name, count }])),
    patches: [...patches.flatMap(({ entries }) => entries), ...written.entries],
  });
  // Equal ones have the same text.
  const same = memo.of(JSON.stringify(kustomization), [], () => kustomization);
  return [...own, ...patches.flatMap(({ files }) => files), ...written.files, ['kustomization.yaml', same]];
}

/** Returns the namespace of all objects; `undefined` when they differ or have none. */
function commonNamespace(objects: RenderedObjects): string | undefined {
  const namespaces = new Set([...objects.values()].map(({ namespace }) => namespace));
  // kustomize would rename a Namespace object to the overlay's namespace.
  if (namespaces.size !== 1 || [...objects.values()].some(({ placed }) => placed.object.kind === 'Namespace'))
    return undefined;
  return [...namespaces][0];
}

function ownFiles(base: Base, objects: RenderedObjects, namespace: string | undefined): Files {
  return [...objects]
    .filter(([identity]) => !base.has(identity))
    .map(([, rendered]) => [rendered.placed.file, namespace === undefined ? withNamespace(rendered) : rendered.body]);
}

function withNamespace({ body, namespace }: Rendered): JsonMap {
  const metadata = fieldOf(body, 'metadata') ?? {};
  if (namespace === undefined || !isMap(metadata)) return body;
  const { name = null, ...rest } = metadata;
  return { ...body, metadata: { name, namespace, ...rest } };
}

/** The change that an overlay makes to one object of the base. */
interface Change {
  readonly file: string;
  readonly object: KubernetesObject;
  readonly name: string;
  /** The value for `replicas`. */
  readonly count: number | undefined;
  readonly merge: JsonMap | undefined;
  readonly operations: readonly Operation[];
}

function changesOf(base: Base, objects: RenderedObjects, overlay: OverlayContext): Change[] {
  return [...base].map(([identity, from]) => {
    const to = objects.get(identity);
    if (to === undefined) return overlay.memo.of('deletion', [from], () => deletion(from));
    const { scalable, namespace, memo } = overlay;
    const isScalable = scalable.has(from.object.metadata.name);
    // The namespace of the object matters only if the overlay has none.
    const moved = namespace === undefined ? to.namespace : undefined;
    const what = `change ${isScalable} ${moved === undefined ? '' : JSON.stringify(moved)}`;
    return memo.of(what, [from, to.body], () => changeOf(from, to, { isScalable, moved }));
  });
}

function deletion({ file, object }: BaseObject): Change {
  const { name } = object.metadata;
  return { file, object, name, count: undefined, merge: { [PATCH_DIRECTIVE]: 'delete' }, operations: [] };
}

interface OverlayContext {
  readonly scalable: ReadonlySet<string>;
  readonly namespace: string | undefined;
  readonly memo: TreeMemo;
}

interface ChangeContext {
  /** Whether an entry of `replicas` sets its number of pods. */
  readonly isScalable: boolean;
  /** Its namespace, if the overlay does not set one. */
  readonly moved: string | undefined;
}

function changeOf({ file, object, body }: BaseObject, to: Rendered, { isScalable, moved }: ChangeContext): Change {
  const { apiVersion, kind, metadata } = object;
  const wanted = replicasOf(kind, to.body);
  const count = isScalable && wanted !== replicasOf(kind, body) ? wanted : undefined;
  const from = count === undefined ? body : withReplicas(body, count);
  const { merge, operations } = difference(from, to.body, { schemaPath: { apiVersion, kind, fields: [] }, path: [] });
  // A merge patch cannot express this: kustomize would look for the object in that namespace, but the base has none.
  const move: Operation[] = moved === undefined ? [] : [{ op: 'add', path: '/metadata/namespace', value: moved }];
  return {
    file,
    object,
    name: metadata.name,
    count,
    merge: merge !== undefined && isMap(merge) ? merge : undefined,
    operations: [...operations, ...move],
  };
}

/** Returns a merge patch with the name of the base's file, if that is free, then a JSON patch for the rest. */
function patchFiles({ file, object, merge, operations }: Change, isTaken: boolean) {
  const files: [string, Json][] = [];
  const entries: JsonMap[] = [];
  if (merge !== undefined) {
    const path = isTaken ? renamed(file, 'merge') : file;
    files.push([path, mergePatch(object, merge)]);
    entries.push({ path });
  }
  if (operations.length > 0) {
    const path = renamed(file, 'patch');
    files.push([path, operations as Json]);
    entries.push({ path, target: patchTarget(object) });
  }
  return { files, entries };
}

function renamed(file: string, suffix: string): string {
  return file.replace(/(\.ya?ml)?$/, `.${suffix}$1`);
}

function mergePatch({ apiVersion, kind, metadata }: KubernetesObject, merge: JsonMap): JsonMap {
  const { metadata: changed, ...rest } = merge;
  return {
    apiVersion,
    kind,
    metadata: { name: metadata.name, ...(changed !== undefined && isMap(changed) ? changed : {}) },
    ...rest,
  };
}
