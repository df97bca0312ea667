import type { PodSpec, PodTemplateSpec, TopologySpreadConstraint } from 'cdk8s-plus-28/lib/imports/k8s';
import type { AppInEnvironment, WorkloadPart } from '@goldenpath/model';
import { container, DRAIN_SECONDS } from './container';
import { temporaryFilesVolume } from './temporary-files';

/** Annotation of the pods that changes when their configuration does, so that a change rolls them. */
export const CONFIGURATION_CHECKSUM = 'goldenpath.io/configuration-checksum';

/** After the drain a process has the 30 seconds to finish that Kubernetes gives by default. */
const TERMINATION_SECONDS = DRAIN_SECONDS + 30;

/** The pods, the same for every controller. */
export function podTemplate(facts: AppInEnvironment, workload: WorkloadPart, image: string): PodTemplateSpec {
  const { configuration } = facts;
  return {
    metadata: {
      labels: facts.labels,
      ...(configuration && { annotations: { [CONFIGURATION_CHECKSUM]: configuration.checksum } }),
    },
    spec: podSpec(facts, workload, image),
  };
}

function podSpec(facts: AppInEnvironment, workload: WorkloadPart, image: string): PodSpec {
  return {
    automountServiceAccountToken: false,
    // Otherwise a Service named orders-api gives ORDERS_API_PORT=tcp://… to every pod beside it.
    enableServiceLinks: false,
    terminationGracePeriodSeconds: TERMINATION_SECONDS,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: workload.runAsUser,
      runAsGroup: workload.runAsUser,
      // Volumes belong to root until they are given to a group; doing so again at every start can take minutes.
      ...(facts.storage && { fsGroup: workload.runAsUser, fsGroupChangePolicy: 'OnRootMismatch' }),
      seccompProfile: { type: 'RuntimeDefault' },
    },
    ...(facts.availability && { topologySpreadConstraints: spread(facts.selector) }),
    containers: [container(facts, workload, image)],
    volumes: [temporaryFilesVolume()],
  };
}

/** Over zones and over nodes, as far as there is room: a pod in the same zone is better than none. */
function spread(selector: Readonly<Record<string, string>>): TopologySpreadConstraint[] {
  return ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map((topologyKey) => ({
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: { matchLabels: selector },
  }));
}
