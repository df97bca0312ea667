import type { ChartInput } from '@goldenpath/extension';
import type { Chart } from 'cdk8s';
import { IntOrString, KubeDeployment } from 'cdk8s-plus-28/lib/imports/k8s';
import { PlainObject } from '../../kubernetes/plain-object';
import type { WorkloadPart } from '../types';
import { withContributions } from './contributions';
import { podTemplate, type Surroundings } from './pod-template';

/** Old ReplicaSets are kept only for inspection, because rollbacks are done in Git. */
const REVISIONS = 3;

/** Adds a Deployment, without `replicas` if an autoscaler sets them. */
export function addDeployment(chart: Chart, input: ChartInput<WorkloadPart>): void {
  addDeploymentOf(chart, 'deployment', input.facts, input);
}

/** Adds the Deployment of some pods, with their labels. */
export function addDeploymentOf(
  chart: Chart,
  id: string,
  facts: WorkloadPart,
  surroundings: Surroundings & Pick<ChartInput<unknown>, 'selector'>,
): void {
  const { selector, labels } = surroundings;
  const manifest = KubeDeployment.manifest({
    metadata: { name: facts.name, labels },
    spec: {
      ...(facts.replicas !== undefined && { replicas: facts.replicas }),
      revisionHistoryLimit: REVISIONS,
      selector: { matchLabels: selector },
      // A new pod is ready before an old one stops, even with one replica.
      strategy: {
        type: 'RollingUpdate',
        rollingUpdate: { maxSurge: IntOrString.fromString('25%'), maxUnavailable: IntOrString.fromNumber(0) },
      },
      template: podTemplate(facts, surroundings),
    },
  });
  new PlainObject(chart, id, withContributions(manifest, surroundings));
}
