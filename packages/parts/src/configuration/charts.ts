import type { ChartInput, PodContribution } from '@goldenpath/extension';
import type { Chart } from 'cdk8s';
import { KubeConfigMap } from 'cdk8s-plus-28/lib/imports/k8s';
import { PlainObject } from '../kubernetes/plain-object';
import type { ConfigurationPart } from './types';

/** Annotation of the pods that changes when their configuration does, so that a change rolls them. */
const CONFIGURATION_CHECKSUM = 'goldenpath.io/configuration-checksum';

/** Adds the plain variables of the pods. Nothing expands a value in a ConfigMap. */
export function add(chart: Chart, { facts: { name, variables } }: ChartInput<ConfigurationPart>): void {
  new PlainObject(chart, 'config-map', KubeConfigMap.manifest({ metadata: { name }, data: variables }));
}

/** The pods read the variables, and roll when one of them changes. */
export function pod({ name, expanded, checksum }: ConfigurationPart): PodContribution {
  return {
    annotations: { [CONFIGURATION_CHECKSUM]: checksum },
    envFrom: [{ configMapRef: { name } }],
    ...(expanded && { env: expanded.map((variable) => ({ ...variable })) }),
  };
}
