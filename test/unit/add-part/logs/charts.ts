import type { ChartInput } from '@goldenpath/extension';
import { ApiObject, type Chart } from 'cdk8s';
import type { LogsPart } from './facts';

/** Adds an Output, which makes Fluent Bit send the logs of the pods to CloudWatch. */
export function add(chart: Chart, { app, facts }: ChartInput<LogsPart>): void {
  new ApiObject(chart, 'logs', {
    apiVersion: 'fluentbit.fluent.io/v1alpha2',
    kind: 'Output',
    metadata: { name: app },
    spec: {
      match: `kube.${app}-*`,
      cloudWatch: { region: facts.region, logGroupName: facts.group, logStreamPrefix: 'pod-' },
    },
  });
}
