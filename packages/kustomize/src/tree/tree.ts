import { fileSet, type GeneratedFile, managedYamlText } from '@goldenpath/files';

import { overlayFolder } from '../overlay-path';
import { baseObjects } from './base';
import { kustomizationData } from './kustomization';
import { overlayFiles } from './overlay';
import type { Files } from './overlay';
import { renderedObjects } from './rendered';
import type { KustomizeInput } from './types';

/**
 * A kustomize base and one overlay for each environment, such that building an overlay gives exactly the environment's
 * objects: `<root>/base/…`, `<root>/overlays/<environment>/…`, by path.
 *
 * - The base holds what all `general` renditions share, without namespace and with bare image names. Where they share no
 *   object, there is no base.
 * - An overlay patches the base's object in a file of the same name: `deployment.yaml`, or `deployment.merge.yaml` where
 *   an object of its own has that name. What a merge cannot say exactly follows as a JSON patch, `deployment.patch.yaml`.
 * - An environment whose objects are all in one namespace says so once, as `namespace`.
 *
 * The same input gives the same bytes. Throws an Error, our bug and never a person's, for two objects of one kind and name
 * in a rendition, for an unreleased image that goes by a released one's name, and, as `fileSet` does, for files that cannot
 * be side by side.
 */
export function kustomizeTree({ root, general, environments }: KustomizeInput): GeneratedFile[] {
  const base = baseObjects(general.map(renderedObjects));
  const files: Files = [...base.values()].map(({ file, body }) => [file, body]);
  const kustomization = kustomizationData({ resources: files.map(([file]) => file) });
  return fileSet([
    ...(base.size > 0 ? inFolder(`${root}/base`, [...files, ['kustomization.yaml', kustomization]]) : []),
    ...environments.flatMap((one) => inFolder(overlayFolder(root, one.name), overlayFiles(base, one))),
  ]);
}

function inFolder(folder: string, files: Files): GeneratedFile[] {
  return files.map(([file, data]) => ({
    path: `${folder}/${file}`,
    content: managedYamlText(data),
    ownership: 'managed',
  }));
}
