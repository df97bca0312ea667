import type { ChartInput } from '@goldenpath/extension';
import type { Chart } from 'cdk8s';
import { KubeStatefulSet } from 'cdk8s-plus-28/lib/imports/k8s';
import { PlainObject } from '../../kubernetes/plain-object';
import type { WorkloadPart } from '../types';
import { withContributions } from './contributions';
import { podTemplate } from './pod-template';

/** Adds a StatefulSet and the volume claims of its pods. */
export function addStatefulSet(chart: Chart, input: ChartInput<WorkloadPart>): void {
  const { facts, selector, pod } = input;
  const manifest = KubeStatefulSet.manifest({
    metadata: { name: facts.name },
    spec: {
      ...(facts.replicas !== undefined && { replicas: facts.replicas }),
      // The headless Service has the name of the workload.
      serviceName: facts.name,
      selector: { matchLabels: selector },
      updateStrategy: { type: 'RollingUpdate' },
      persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
      template: podTemplate(facts, input),
    },
  });
  const { spec, ...rest } = withContributions(manifest, input);
  const { volumeClaimTemplates } = pod;
  new PlainObject(chart, 'stateful-set', {
    ...rest,
    spec: { ...spec, ...(volumeClaimTemplates && { volumeClaimTemplates }) },
  });
}
