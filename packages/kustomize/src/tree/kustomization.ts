import type { Json, JsonMap } from './types';

/** The fields of a `kustomization.yaml`, in the order in which they are written. Empty lists are left out. */
export interface Kustomization {
  readonly namespace?: string | undefined;
  readonly resources: readonly string[];
  readonly images?: readonly Json[];
  readonly replicas?: readonly Json[];
  readonly patches?: readonly Json[];
}

/** Returns a `kustomization.yaml` as plain data. */
export function kustomizationData({ namespace, resources, images, replicas, patches }: Kustomization): JsonMap {
  return {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    ...(namespace === undefined ? {} : { namespace }),
    resources,
    ...whereAny('images', images),
    ...whereAny('replicas', replicas),
    ...whereAny('patches', patches),
  };
}

function whereAny(field: string, list: readonly Json[] = []): JsonMap {
  return list.length > 0 ? { [field]: list } : {};
}
