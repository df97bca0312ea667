import type { Chart } from 'cdk8s';
import { PlainObject } from '../../kubernetes/plain-object';
import { hostsOfRoute, type RouteFacts } from '../types';
import { backendRef, type Gateway, GATEWAY_API, parentRef } from './gateway';

/** A TCPRoute has no hosts, so that is where external-dns finds them. @see https://kubernetes-sigs.github.io/external-dns/latest/docs/sources/gateway-api/ */
const HOSTNAME = 'external-dns.alpha.kubernetes.io/hostname';

/** Adds a TCPRoute of the Gateway API, which has all connections of a listener. Clients encrypt them themselves, where they do. */
export function addTcpRoute(chart: Chart, name: string, route: RouteFacts, gateway: Gateway): void {
  const hosts = hostsOfRoute(route).map(({ host }) => host);
  new PlainObject(chart, `${name}-tcp-route`, {
    apiVersion: `${GATEWAY_API}/v1alpha2`,
    kind: 'TCPRoute',
    metadata: { name, annotations: { [HOSTNAME]: hosts.join(','), ...route.annotations } },
    spec: {
      parentRefs: [parentRef(gateway, route.listener?.name)],
      rules: [{ backendRefs: [backendRef(route)] }],
    },
  });
}
