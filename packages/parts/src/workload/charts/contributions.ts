import type { PodContribution } from '@goldenpath/extension';
import type { ApiObjectProps } from 'cdk8s';
import { DRAIN } from './drain';

/** A field of a manifest, as plain data. */
type Fields = Readonly<Record<string, unknown>>;

/** The manifest of a controller, as plain data. */
interface ControllerManifest extends ApiObjectProps {
  readonly spec: Fields & { readonly template: { readonly metadata: Fields; readonly spec: PodFields } };
}

type PodFields = Fields & { readonly containers: readonly Fields[]; readonly volumes?: readonly unknown[] };

/**
 * Returns a controller with the additions of other parts, and with the drain. They are in the form of the Kubernetes API and are kept
 * unchanged: a typed object would drop unknown fields.
 */
export function withContributions(manifest: ControllerManifest, pod: PodContribution): ControllerManifest {
  const { spec } = manifest;
  const { metadata, spec: podSpec } = spec.template;
  const template = {
    metadata: { ...metadata, ...(pod.annotations && { annotations: pod.annotations }) },
    spec: withVolumes(podSpec, pod),
  };
  const { controllerAnnotations } = pod;
  return {
    ...manifest,
    metadata: { ...manifest.metadata, ...(controllerAnnotations && { annotations: controllerAnnotations }) },
    spec: { ...spec, template },
  };
}

function withVolumes(spec: PodFields, pod: PodContribution): PodFields {
  const { nodeSelector, tolerations, topologySpreadConstraints } = pod;
  return {
    ...spec,
    ...(nodeSelector && { nodeSelector }),
    ...(tolerations && { tolerations }),
    ...(topologySpreadConstraints && { topologySpreadConstraints }),
    containers: spec.containers.map((container) => withSources(container, pod)),
    volumes: [...(pod.volumes ?? []), ...(spec.volumes ?? [])],
  };
}

function withSources(container: Fields, { envFrom, env, volumeMounts }: PodContribution): Fields {
  const own = (container['volumeMounts'] ?? []) as readonly unknown[];
  return {
    ...container,
    ...(envFrom && { envFrom }),
    ...(env && { env }),
    lifecycle: DRAIN,
    volumeMounts: [...(volumeMounts ?? []), ...own],
  };
}
