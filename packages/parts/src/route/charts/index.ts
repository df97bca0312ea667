import type { ChartInput, KubernetesObject, ObjectFile } from '@goldenpath/extension';
import type { Chart } from 'cdk8s';
import { objectName } from '../names';
import { allRoutes, type RoutePart } from '../types';
import { addHttpRoute } from './http-route';
import { addIngresses } from './ingress';
import { addTcpRoute } from './tcp-route';

/** Adds the routes from outside the cluster, each of the type of its class. */
export function add(chart: Chart, { app, namespace, facts }: ChartInput<RoutePart>): void {
  for (const { name, route } of allRoutes(facts)) {
    const { exposure } = route;
    const object = objectName(app, name);
    if (exposure.type === 'ingress') addIngresses(chart, { name: object, namespace }, route, exposure);
    else if (route.listener === undefined) addHttpRoute(chart, object, route, exposure);
    else addTcpRoute(chart, object, route, exposure);
  }
}

/** The first route has the file of its kind. Everything else has one of its own beside it, such as `ingress-admin.yaml`. */
export function file({ kind, metadata: { name } }: KubernetesObject): ObjectFile | undefined {
  const dot = name.indexOf('.');
  return dot === -1 ? undefined : { file: `${kind.toLowerCase()}-${name.slice(dot + 1)}.yaml`, home: 'overlay' };
}
