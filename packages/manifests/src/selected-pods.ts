import { type AnyPart, PartError } from '@goldenpath/extension';
import type { KubernetesObject } from '@goldenpath/kustomize';

type Labels = Readonly<Record<string, string>>;

interface Rendered {
  readonly part: AnyPart;
  readonly objects: readonly KubernetesObject[];
}

/**
 * Checks that the selector of an application matches the pods of one workload. Otherwise its Services send requests to the pods of the
 * others, and its disruption budget counts them.
 *
 * @throws PartError if a part adds a second workload with matching pods. The part with the application's image has the first.
 */
export function checkSelectedPods(rendered: readonly Rendered[], selector: Labels, task: string): void {
  const workloads = rendered.flatMap(({ part, objects }) =>
    objects.filter((object) => matches(podLabels(object), selector)).map((object) => ({ part, object })),
  );
  if (workloads.length < 2) return;
  const main = workloads.find(({ part }) => part.image !== undefined) ?? workloads[0];
  const other = workloads.find((workload) => workload !== main);
  if (main === undefined || other === undefined) return;
  throw new PartError(other.part.name, task, new Error(problem(main.object, other.object, selector)));
}

function problem(main: KubernetesObject, other: KubernetesObject, selector: Labels): string {
  const label = Object.entries(selector).map(([name, value]) => `${name}: ${value}`);
  return (
    `the pods of the ${identity(other)} have the label \`${label.join(', ')}\` of the ${identity(main)}, so the Services of the ` +
    `application send requests to them. Use \`componentLabels\` of @goldenpath/extension for their labels and their selector.`
  );
}

function identity({ kind, metadata }: KubernetesObject): string {
  return `${kind} \`${metadata.name}\``;
}

/** The labels of the pods that an object makes; `undefined` if it makes none. */
function podLabels(object: KubernetesObject): unknown {
  return field(field(podTemplate(object), 'metadata'), 'labels');
}

/** Whether an object makes pods, or is one. */
export function makesPods(object: KubernetesObject): boolean {
  return podTemplate(object) !== undefined;
}

function podTemplate(object: KubernetesObject): unknown {
  const spec = object['spec'];
  const templates = [object, field(spec, 'template'), field(field(field(spec, 'jobTemplate'), 'spec'), 'template')];
  return templates.find((template) => Array.isArray(field(field(template, 'spec'), 'containers')));
}

function matches(labels: unknown, selector: Labels): boolean {
  const entries = Object.entries(selector);
  return entries.length > 0 && entries.every(([name, value]) => field(labels, name) === value);
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}
