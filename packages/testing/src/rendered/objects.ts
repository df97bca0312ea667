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

const CONTROLLERS = ['Deployment', 'StatefulSet', 'CronJob'];

/** The controller of the application's own pods: the first one. */
export function workloadOf(objects: readonly KubernetesObject[]): KubernetesObject {
  const workload = objects.find((object) => CONTROLLERS.includes(object.kind) && !isOfFurtherPods(object));
  if (workload === undefined) throw new Error('There is no workload.');
  return workload;
}

/** Whether an object belongs to further pods of an application: `componentLabels` has a dot in the label `app`. */
export function isOfFurtherPods({ metadata }: KubernetesObject): boolean {
  return metadata.labels?.['app']?.includes('.') === true;
}

/** The pods of a controller. */
export function podTemplateOf(controller: KubernetesObject): unknown {
  return at(controller, controller.kind === 'CronJob' ? 'spec.jobTemplate.spec.template' : 'spec.template');
}

/** The pod template's spec of the workload. */
export function podSpec(objects: readonly KubernetesObject[]): Record<string, unknown> {
  return at(podTemplateOf(workloadOf(objects)), 'spec') as Record<string, unknown>;
}

/** The one container. */
export function container(objects: readonly KubernetesObject[]): Record<string, unknown> {
  return at(podSpec(objects), 'containers.0') as Record<string, unknown>;
}
