import type { KubernetesObject } from '@goldenpath/kustomize';

type Path = readonly (string | number)[];

/** A mapping of unknown content. */
export interface Fields {
  readonly [field: string]: unknown;
}

/** The pods of an object. */
export interface PodTemplate {
  /** The fields that lead to the template: `spec`, `template`. */
  readonly path: readonly string[];
  readonly labels: Fields;
  readonly annotations: Fields;
  readonly spec: Fields;
}

/** A container of a pod, and the path to it. */
export interface FoundContainer {
  readonly name: string;
  readonly path: Path;
  readonly fields: Fields;
}

const TEMPLATES: Readonly<Record<string, readonly string[]>> = {
  Pod: [],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
  DaemonSet: ['spec', 'template'],
  Deployment: ['spec', 'template'],
  Job: ['spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
};

/** Returns a field as a mapping; an empty one if it is not. */
export function fieldsAt(value: unknown, ...path: readonly string[]): Fields {
  const found = path.reduce<unknown>((current, field) => (isFields(current) ? current[field] : undefined), value);
  return isFields(found) ? found : {};
}

/** Returns a field as a list; an empty one if it is not. */
export function listAt(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const last = path.at(-1) ?? '';
  const found = fieldsAt(value, ...path.slice(0, -1))[last];
  return Array.isArray(found) ? found : [];
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Returns the pods of an object; `undefined` if it has none. */
export function podTemplateOf(object: KubernetesObject): PodTemplate | undefined {
  const path = Object.hasOwn(TEMPLATES, object.kind) ? TEMPLATES[object.kind] : undefined;
  if (path === undefined) return undefined;
  const template = fieldsAt(object, ...path);
  return {
    path,
    labels: fieldsAt(template, 'metadata', 'labels'),
    annotations: fieldsAt(template, 'metadata', 'annotations'),
    spec: fieldsAt(template, 'spec'),
  };
}

/** Returns the containers of a pod: those of all lists. */
export function containersOf({ path, spec }: PodTemplate): FoundContainer[] {
  return ['initContainers', 'containers', 'ephemeralContainers'].flatMap((list) =>
    listAt(spec, list).map((container, index) => {
      const fields = fieldsAt(container);
      const name = typeof fields['name'] === 'string' ? fields['name'] : String(index);
      return { name, path: [...path, 'spec', list, name], fields };
    }),
  );
}
