import type { AppSpec, Environment, Platform, WorkloadSettings } from '@goldenpath/spec';
import type { AutoscalingPart, AvailabilityPart, ContainerImage, WorkloadPart } from '../facts';
import { portName } from '../names';

/** The tag of an image that nothing was released of yet: seven digits, as of a commit, that no commit has. */
const NOTHING_RELEASED = '0000000';

/** The pods of an application. */
export function workloadPart(
  spec: AppSpec,
  settings: WorkloadSettings,
  environment: Environment,
  platform: Platform,
  controller: 'Deployment' | 'StatefulSet',
): WorkloadPart {
  const { autoscaling, replicas, port, probe, image, args, runAsUser, resources } = settings;
  return {
    controller,
    name: spec.name,
    image: containerImage(spec.name, image, environment, platform),
    ...(autoscaling === undefined && { replicas }),
    port,
    portName: portName(probe, image),
    args,
    runAsUser,
    resources,
    probe: probe === 'http' ? { type: 'http', live: '/health', ready: '/ready' } : { type: 'tcp' },
  };
}

function containerImage(
  name: string,
  image: string | undefined,
  environment: Environment,
  platform: Platform,
): ContainerImage {
  if (image !== undefined) return { source: 'upstream', reference: image };
  return {
    source: 'built',
    placeholder: name,
    url: imageUrl(platform, name),
    initialTag: environment.mutableTags ? 'latest' : `${environment.name}-${NOTHING_RELEASED}`,
  };
}

/** What a built image is pulled by, without a tag. */
export function imageUrl({ registry }: Platform, app: string): string {
  return `${registry}/${app}`;
}

/** Name of the image's repository: what follows the registry's host. */
export function imageRepository(platform: Platform, app: string): string {
  return imageUrl(platform, app).replace(/^[^/]*\//, '');
}

/** The autoscaler, where there is one: `replicas` is then the least number of pods. */
export function autoscalingPart({ autoscaling, replicas }: WorkloadSettings): AutoscalingPart | undefined {
  return autoscaling === undefined ? undefined : { minReplicas: replicas, ...autoscaling };
}

/** Spread and budget, where there is or may be more than one pod. */
export function availabilityPart({ autoscaling, replicas }: WorkloadSettings): AvailabilityPart | undefined {
  return replicas > 1 || autoscaling !== undefined ? { maxUnavailable: 1 } : undefined;
}
