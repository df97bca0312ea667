import { MANAGED_MARKER } from '@goldenpath/files';

import {
  type EnvironmentRendition,
  type ImageRelease,
  type KubernetesObject,
  kustomizeTree,
  type Placed,
  type Rendition,
} from '@goldenpath/kustomize';

/** An object in the base, in the file of its kind: `deployment.yaml`. */
export function placed(object: KubernetesObject, home: Placed['home'] = 'base'): Placed {
  return { object, file: `${object.kind.toLowerCase()}.yaml`, home };
}

export function rendition(objects: readonly Placed[], images: readonly ImageRelease[] = []): Rendition {
  return { objects, images };
}

/** A Deployment `app` in the namespace `apps` with this pod and these `spec` fields. */
export function deployment(pod: object, spec: object = {}): KubernetesObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'app', namespace: 'apps' },
    spec: { ...spec, template: { spec: pod } },
  };
}

/** The files of a tree by path, without the marker line. */
export function treeOf(general: readonly Rendition[], environments: readonly EnvironmentRendition[]) {
  const files = kustomizeTree({ root: 'deploy', general, environments });
  return Object.fromEntries(files.map(({ path, content }) => [path, content.replace(MANAGED_MARKER, '')]));
}

/** The files of the overlay `prod` from one object to another. */
export function overlayOf(base: KubernetesObject, prod: KubernetesObject | readonly Placed[]) {
  const objects = 'kind' in prod ? [placed(prod)] : prod;
  const tree = treeOf([rendition([placed(base)])], [{ name: 'prod', ...rendition(objects) }]);
  const folder = 'deploy/overlays/prod/';
  return Object.fromEntries(
    Object.entries(tree).flatMap(([path, text]) =>
      path.startsWith(folder) ? [[path.slice(folder.length), text]] : [],
    ),
  );
}

/** The part of a patch below a pod's `spec`, without indentation. */
export function podPatch(base: object, target: object): string {
  const patch = overlayOf(deployment(base), deployment(target))['deployment.yaml'] ?? '';
  const [, pod = ''] = patch.split('  template:\n    spec:\n');
  return pod.replaceAll(/^ {6}/gm, '');
}
