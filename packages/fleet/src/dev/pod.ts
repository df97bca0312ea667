import type { KubernetesObject } from '@goldenpath/manifests';
import { type Fields, fields, list, texts } from './fields';
import { type Mount, mountsOf } from './mounts';
import { isMade, type Source, variablesOf } from './sources';

/** A container that runs as a process here, as the objects of its application describe it. */
export interface DevContainer {
  /** The name of its workload: `shop`, `shop-worker`, `shop-migration`. */
  readonly name: string;
  /** The program and its first arguments. @default those of the image */
  readonly command?: readonly string[];
  readonly args: readonly string[];
  readonly port: number | undefined;
  /** Variables of ConfigMaps and of Secrets that a secret store fills, in the order in which later ones win. */
  readonly sources: readonly Source[];
  /** Variables of the container itself. They win, and may refer to others: `$(NAME)`. */
  readonly own: readonly { readonly name: string; readonly value: string }[];
  readonly mounts: readonly Mount[];
  /** The Secrets that it reads and that no object of the application makes. */
  readonly absent: readonly string[];
  /** The number of its pods. @default an autoscaler decides */
  readonly replicas?: number;
}

/** The containers of an application. */
export interface Pod extends DevContainer {
  readonly image: string;
  /** The sidecars and init containers, which do not run on this machine: `proxy (envoy:1.30)`. */
  readonly beside: readonly string[];
  /** Whether it does its work and ends. */
  readonly isJob: boolean;
  /** The further pods of the application. */
  readonly processes: readonly DevContainer[];
  /** The Job that runs before its pods: its migration. */
  readonly runsFirst?: DevContainer;
}

/** Returns all containers of an application, its own first. */
export function containersOf(pod: Pod): readonly DevContainer[] {
  return [pod, ...pod.processes, ...(pod.runsFirst === undefined ? [] : [pod.runsFirst])];
}

const WORKLOADS = ['Deployment', 'StatefulSet', 'CronJob'];

/** Returns the containers of an application; `undefined` where its objects have none. */
export function podOf(objects: readonly KubernetesObject[]): Pod | undefined {
  const workload = objects.find((object) => WORKLOADS.includes(object.kind) && !isFurther(object));
  const main = workload && containerOf(workload, objects);
  if (workload === undefined || main === undefined) return undefined;
  const found = (isOne: (object: KubernetesObject) => boolean) =>
    objects.filter(isOne).flatMap((object) => containerOf(object, objects) ?? []);
  const processes = found((object) => object.kind === 'Deployment' && isFurther(object));
  const [first] = found(({ kind }) => kind === 'Job');
  const all = [main, ...processes, ...(first === undefined ? [] : [first])];
  return {
    ...main.container,
    image: main.image,
    beside: [...new Set(all.flatMap((each) => each.beside))],
    isJob: workload.kind === 'CronJob',
    processes: processes.map(({ container }) => container),
    ...(first !== undefined && { runsFirst: first.container }),
  };
}

/** Further pods of an application have a label `app` with a dot. */
function isFurther({ metadata }: KubernetesObject): boolean {
  return String(fields(metadata['labels'])['app'] ?? '').includes('.');
}

interface FoundContainer {
  readonly container: DevContainer;
  readonly image: string;
  readonly beside: readonly string[];
}

/** Returns the application's container of a workload. */
function containerOf(workload: KubernetesObject, objects: readonly KubernetesObject[]): FoundContainer | undefined {
  const outer = fields(fields(workload)['spec']);
  const spec = workload.kind === 'CronJob' ? fields(fields(outer['jobTemplate'])['spec']) : outer;
  const pod = fields(fields(spec['template'])['spec']);
  const [container] = list(pod['containers']);
  if (container === undefined) return undefined;
  const claims = new Set(list(spec['volumeClaimTemplates']).map((claim) => fields(claim['metadata'])['name']));
  const { command } = container;
  const { replicas } = spec;
  const own: DevContainer = {
    name: workload.metadata.name,
    ...(command !== undefined && { command: texts(command) }),
    args: texts(container['args']),
    port: portOf(container),
    sources: list(container['envFrom']).flatMap((source) => variablesOf(source, objects)),
    own: list(container['env']).flatMap(({ name, value }) =>
      typeof value === 'string' ? [{ name: String(name), value }] : [],
    ),
    mounts: mountsOf(container, { pod, claims, objects }),
    absent: secretsOf(container, pod).filter((name) => !isMade(name, objects)),
    ...(typeof replicas === 'number' && { replicas }),
  };
  const beside = list(pod['initContainers']).map(({ name, image }) => `${String(name)} (${String(image)})`);
  return { container: own, image: String(container['image']), beside };
}

/** The names of the Secrets of its variables and of the volumes of its pod. */
function secretsOf(container: Fields, pod: Fields): string[] {
  const names = [
    ...list(container['envFrom']).map(({ secretRef }) => fields(secretRef)['name']),
    ...list(pod['volumes']).map(({ secret }) => fields(secret)['secretName']),
  ];
  return names.flatMap((name) => (typeof name === 'string' ? [name] : []));
}

function portOf(container: Fields): number | undefined {
  const [port] = list(container['ports']);
  return port === undefined ? undefined : Number(port['containerPort']);
}
