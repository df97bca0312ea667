import type { ChartInput, KubernetesObject, ObjectFile } from '@goldenpath/extension';
import type { Chart } from 'cdk8s';
import { REDIRECT } from '../redirect';
import type { RoutePart } from '../types';
import { addHttpRoute } from './http-route';
import { addIngress } from './ingress';

/** Adds the route from outside the cluster, of the platform's type. */
export function add(chart: Chart, { app, facts }: ChartInput<RoutePart>): void {
  const { exposure } = facts;
  if (exposure.type === 'ingress') addIngress(chart, app, facts, exposure);
  else addHttpRoute(chart, app, facts, exposure);
}

/** A redirect has a file of its own beside the route. */
export function file({ metadata }: KubernetesObject): ObjectFile | undefined {
  return metadata.name.endsWith(REDIRECT) ? { file: 'httproute-redirect.yaml', home: 'overlay' } : undefined;
}
