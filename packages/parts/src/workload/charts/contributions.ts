import type { PodContribution } from '@goldenpath/extension';
import type { ApiObjectProps } from 'cdk8s';
import { DRAIN } from './drain';

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
export function withContributions(manifest: ControllerManifest, pod: PodContribution): ControllerManifest {
  const { spec } = manifest;
  const template = podsWithContributions(spec.template, pod, DRAINED);
  const { controllerAnnotations } = pod;
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
export function podsWithContributions({ metadata, spec }: Pods, pod: PodContribution, own: Fields = {}): Pods {
  return {
    metadata: { ...metadata, ...(pod.annotations && { annotations: pod.annotations }) },
    spec: withVolumes(spec, pod, own),
  };
}

function withVolumes(spec: PodFields, pod: PodContribution, own: Fields): PodFields {
  const { nodeSelector, serviceAccountName, tolerations, topologySpreadConstraints } = pod;
  return {
    ...spec,
    ...(nodeSelector && { nodeSelector }),
    ...(tolerations && { tolerations }),
    ...(serviceAccountName !== undefined && { serviceAccountName }),
    ...(topologySpreadConstraints && { topologySpreadConstraints }),
    containers: spec.containers.map((container) => withSources(container, pod, own)),
    volumes: [...(pod.volumes ?? []), ...(spec.volumes ?? [])],
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
