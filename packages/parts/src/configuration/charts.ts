import type { ChartInput, PodContribution } from '@goldenpath/extension';
import type { Chart } from 'cdk8s';
import { PlainObject } from '../kubernetes/plain-object';
import type { ConfigurationPart } from './types';

/** Pod annotation that changes with the configuration, so that a change rolls the pods. */
const CONFIGURATION_CHECKSUM = 'goldenpath.io/configuration-checksum';

/** Argo CD applies this object before the pods, in the wave of a job that reads it. */
const BEFORE_PODS = { 'argocd.argoproj.io/sync-wave': '-1' };

/** Adds a ConfigMap with the plain variables. Kubernetes does not expand values in a ConfigMap. */
export function add(chart: Chart, { facts: { name, variables, isBeforePods } }: ChartInput<ConfigurationPart>): void {
  const metadata = { name, ...(isBeforePods && { annotations: BEFORE_PODS }) };
  new PlainObject(chart, 'config-map', { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: variables });
}

/** Pods read the variables, and roll when one of them changes. */
export function pod({ name, expanded, checksum }: ConfigurationPart): PodContribution {
  return {
    annotations: { [CONFIGURATION_CHECKSUM]: checksum },
    envFrom: [{ configMapRef: { name } }],
    ...(expanded && { env: expanded.map((variable) => ({ ...variable })) }),
  };
}
