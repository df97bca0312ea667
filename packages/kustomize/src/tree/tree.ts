import { fileSet, type GeneratedFile } from '@goldenpath/files';

import { overlayFolder } from '../overlay-path';
import { baseObjects } from './base';
import { kustomizationData } from './kustomization';
import { overlayFiles } from './overlay';
import type { Base, Files } from './overlay';
import { renderedObjects } from './rendered';
import { TreeMemo } from './tree-memo';
import type { KustomizeInput, Placed, Rendition } from './types';

/**
 * Returns a kustomize base and one overlay per environment: `<root>/base/…`, `<root>/overlays/<environment>/…`, by path. Building an
 * overlay gives exactly the environment's objects.
 *
 * - The base contains what all `general` renditions have in common, without namespaces and with bare image names. Without a common object,
 * there is no base.
 * - An overlay patches an object in a file of the same name: `deployment.yaml`, or `deployment.merge.yaml` if an object of the overlay has
 * that name. What a merge cannot express follows as a JSON patch, `deployment.patch.yaml`.
 * - If all objects of an environment are in one namespace, the overlay sets it once, as `namespace`.
 *
 * The same input gives the same bytes. Throws an Error (a bug, not a user error) for two objects of one kind and name in a rendition, for
 * an unreleased image with the name of a released one, and, like `fileSet`, for colliding file paths.
 *
 * @param memo What was made for earlier trees. Renditions with the same list of objects, the same one in memory, share it. @default nothing
 */
export function kustomizeTree(
  { root, general, environments }: KustomizeInput,
  memo: TreeMemo = new TreeMemo(),
): readonly GeneratedFile[] {
  const base = memo.of(`base ${JSON.stringify(general.map(({ images }) => images))}`, objectsOf(general), () =>
    baseFolder(general, memo),
  );
  const overlays = environments.map((one) =>
    memo.of(`overlay ${JSON.stringify([one.images, one.patches])}`, [base, one.objects], () =>
      overlayFiles(base.objects, one, memo),
    ),
  );
  const names = environments.map(({ name }) => name);
  return memo.of(`tree ${JSON.stringify([root, names])}`, [base, ...overlays], () =>
    fileSet([
      ...inFolder(`${root}/base`, base.files, memo),
      ...overlays.flatMap((files, index) => inFolder(overlayFolder(root, names[index] ?? ''), files, memo)),
    ]),
  );
}

function objectsOf(renditions: readonly Rendition[]): (readonly Placed[])[] {
  return renditions.map(({ objects }) => objects);
}

/** The objects of a base, and its files: none without an object. */
function baseFolder(general: readonly Rendition[], memo: TreeMemo): { objects: Base; files: Files } {
  const objects = baseObjects(
    general.map((one) => renderedObjects(one, memo)),
    memo,
  );
  const files: Files = [...objects.values()].map(({ file, body }) => [file, body]);
  const kustomization = kustomizationData({ resources: files.map(([file]) => file) });
  return { objects, files: objects.size > 0 ? [...files, ['kustomization.yaml', kustomization]] : [] };
}

function inFolder(folder: string, files: Files, memo: TreeMemo): GeneratedFile[] {
  return files.map(([file, data]) => ({
    path: `${folder}/${file}`,
    content: memo.text(data),
    ownership: 'managed',
  }));
}
