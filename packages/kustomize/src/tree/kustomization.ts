import type { Json, JsonMap } from './types';

/** What a `kustomization.yaml` says, in the order in which it says it. Empty lists are left out. */
export interface Kustomization {
  readonly namespace?: string | undefined;
  readonly resources: readonly string[];
  readonly images?: readonly Json[];
  readonly replicas?: readonly Json[];
  readonly patches?: readonly Json[];
}

/** The plain data of a `kustomization.yaml`. */
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
