import type { ChartInput } from '@goldenpath/extension';
import type { Chart } from 'cdk8s';
import type { RoutePart } from '../types';
import { addHttpRoute } from './http-route';
import { addIngress } from './ingress';

/** Adds the route from outside the cluster, of the platform's type. */
export function add(chart: Chart, { app, facts }: ChartInput<RoutePart>): void {
  const { exposure } = facts;
  if (exposure.type === 'ingress') addIngress(chart, app, facts, exposure);
  else addHttpRoute(chart, app, facts, exposure);
}
