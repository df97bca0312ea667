import type { KubernetesObject } from '@goldenpath/manifests';

/** The only object of this kind, or the one with this name if there are several. */
export function objectOf(objects: readonly KubernetesObject[], kind: string, name?: string): KubernetesObject {
  const found = objects.filter(
    (object) => object.kind === kind && (name === undefined || object.metadata.name === name),
  );
  if (found.length !== 1) {
    throw new Error(
      `Expected one ${kind} ${name ?? ''}, found ${found.length} among ${identities(objects).join(', ')}.`,
    );
  }
  return found[0] as KubernetesObject;
}

/** What there is: `Service my-redis-lb`, in the order rendered. */
export function identities(objects: readonly KubernetesObject[]): string[] {
  return objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
}

/** The value at a path of keys and indices: `spec.template.spec.containers.0.image`. */
export function at(object: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], object);
}

/** The pod template's spec of the workload. */
export function podSpec(objects: readonly KubernetesObject[]): Record<string, unknown> {
  const workload = objects.find(({ kind }) => kind === 'Deployment' || kind === 'StatefulSet');
  return at(workload, 'spec.template.spec') as Record<string, unknown>;
}

/** The one container. */
export function container(objects: readonly KubernetesObject[]): Record<string, unknown> {
  return at(podSpec(objects), 'containers.0') as Record<string, unknown>;
}
