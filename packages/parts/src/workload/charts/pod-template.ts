import type { ChartInput } from '@goldenpath/extension';
import type { PodTemplateSpec } from 'cdk8s-plus-28/lib/imports/k8s';
import type { PodFacts } from '../types';
import { container } from './container';
import { DRAIN_SECONDS } from './drain';
import { emptyDirVolumes } from './empty-dirs';

/** After the drain, a process has the 30 seconds that Kubernetes gives by default. */
const TERMINATION_SECONDS = DRAIN_SECONDS + 30;

/** What the pods get from elsewhere. */
export interface Surroundings extends Pick<ChartInput<unknown>, 'pod' | 'image' | 'labels'> {
  /** Which pods of the application these are. @default those of the application itself, `main` */
  readonly component?: string;
}

/** Returns the pods, the same for every controller, without the additions of other parts. */
export function podTemplate(facts: PodFacts, { pod, image, labels }: Surroundings): PodTemplateSpec {
  const group = pod.fsGroup ?? (pod.ownsVolumes === true ? facts.runAsUser : undefined);
  return {
    metadata: { labels: { ...pod.labels, ...labels } },
    spec: {
      automountServiceAccountToken: false,
      // Without this, a Service named orders-api would set ORDERS_API_PORT=tcp://… in every pod of its namespace.
      enableServiceLinks: false,
      terminationGracePeriodSeconds: pod.terminationGracePeriodSeconds ?? TERMINATION_SECONDS,
      ...(pod.priorityClassName !== undefined && { priorityClassName: pod.priorityClassName }),
      securityContext: {
        runAsNonRoot: true,
        runAsUser: facts.runAsUser,
        runAsGroup: pod.runAsGroup ?? facts.runAsUser,
        // Volumes belong to root until a group owns them. Changing the ownership at every start can take minutes.
        ...(group !== undefined && { fsGroup: group, fsGroupChangePolicy: 'OnRootMismatch' }),
        seccompProfile: { type: 'RuntimeDefault' },
      },
      containers: [container(facts, image(facts.image))],
      volumes: emptyDirVolumes(facts),
    },
  };
}
