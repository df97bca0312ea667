import type { PodContribution } from '@goldenpath/extension';
import type { ApiObjectProps } from 'cdk8s';
import { DRAIN } from './drain';
import type { Surroundings } from './pod-template';
import { sideContainers } from './side-containers';

/** A field of a manifest, as plain data. */
type Fields = Readonly<Record<string, unknown>>;

/** The manifest of a controller, as plain data. */
interface ControllerManifest extends ApiObjectProps {
  readonly spec: Fields & { readonly template: Pods };
}

/** The pods of a controller, as plain data. */
export interface Pods {
  readonly metadata: Fields;
  readonly spec: PodFields;
}

type PodFields = Fields & { readonly containers: readonly Fields[]; readonly volumes?: readonly unknown[] };

/**
 * Returns a controller with the additions of other parts, and with the drain. They are in the form of the Kubernetes API and are kept
 * unchanged: a typed object would drop unknown fields.
 */
export function withContributions(manifest: ControllerManifest, surroundings: Surroundings): ControllerManifest {
  const { spec } = manifest;
  const template = podsWithContributions(spec.template, surroundings, DRAINED);
  const { controllerAnnotations } = surroundings.pod;
  return {
    ...manifest,
    metadata: { ...manifest.metadata, ...(controllerAnnotations && { annotations: controllerAnnotations }) },
    spec: { ...spec, template },
  };
}

/** The container keeps serving after it was told to stop. */
const DRAINED: Fields = { lifecycle: DRAIN };

/**
 * Returns pods with the additions of other parts.
 *
 * @param own - Further fields of the container. @default none
 */
export function podsWithContributions({ metadata, spec }: Pods, surroundings: Surroundings, own: Fields = {}): Pods {
  const { pod } = surroundings;
  return {
    metadata: { ...metadata, ...(pod.annotations && { annotations: pod.annotations }) },
    spec: withVolumes(spec, surroundings, own),
  };
}

function withVolumes(spec: PodFields, surroundings: Surroundings, own: Fields): PodFields {
  const { pod } = surroundings;
  const beside = sideContainers(surroundings);
  const { affinity, nodeSelector, serviceAccountName, tolerations, topologySpreadConstraints } = pod;
  return {
    ...spec,
    ...(nodeSelector && { nodeSelector }),
    ...(affinity && { affinity }),
    ...(tolerations && { tolerations }),
    ...(serviceAccountName !== undefined && { serviceAccountName }),
    ...(topologySpreadConstraints && { topologySpreadConstraints }),
    ...(beside.containers.length > 0 && { initContainers: beside.containers }),
    containers: spec.containers.map((container) => withSources(container, pod, own)),
    volumes: [...(pod.volumes ?? []), ...(spec.volumes ?? []), ...beside.volumes],
  };
}

function withSources(
  container: Fields,
  { envFrom, env, ports, volumeMounts }: PodContribution,
  further: Fields,
): Fields {
  const own = (container['volumeMounts'] ?? []) as readonly unknown[];
  return {
    ...container,
    ...(envFrom && { envFrom }),
    ...(env && { env }),
    ...(ports && { ports: [...((container['ports'] ?? []) as readonly unknown[]), ...ports] }),
    ...further,
    volumeMounts: [...(volumeMounts ?? []), ...own],
  };
}
