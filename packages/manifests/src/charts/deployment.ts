import type { Chart } from 'cdk8s';
import { IntOrString, KubeDeployment } from 'cdk8s-plus-28/lib/imports/k8s';
import type { AppInEnvironment, WorkloadPart } from '@goldenpath/model';
import { podTemplate } from './pod-template';
import { PlainObject } from './plain-object';

/** Old ReplicaSets that are kept to look at: rolling back is done in git. */
const REVISIONS = 3;

/** A Deployment of the workload. Without `replicas` where an autoscaler decides. */
export function addDeployment(chart: Chart, facts: AppInEnvironment, workload: WorkloadPart, image: string): void {
  new PlainObject(
    chart,
    'deployment',
    KubeDeployment.manifest({
      metadata: { name: workload.name },
      spec: {
        ...(workload.replicas !== undefined && { replicas: workload.replicas }),
        revisionHistoryLimit: REVISIONS,
        selector: { matchLabels: facts.selector },
        // A new pod is ready before an old one goes, also where there is only one.
        strategy: {
          type: 'RollingUpdate',
          rollingUpdate: { maxSurge: IntOrString.fromString('25%'), maxUnavailable: IntOrString.fromNumber(0) },
        },
        template: podTemplate(facts, workload, image),
      },
    }),
  );
}
