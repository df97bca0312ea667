import type { Chart } from 'cdk8s';
import type { RoutePart } from '@goldenpath/model';
import { addHttpRoute } from './http-route';
import { addIngress } from './ingress';

/** The way in from outside the cluster, as the platform exposes applications. */
export function addRoute(chart: Chart, name: string, route: RoutePart): void {
  const { exposure } = route;
  if (exposure.type === 'ingress') addIngress(chart, name, route, exposure.className);
  else addHttpRoute(chart, name, route, exposure);
}
