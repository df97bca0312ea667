import type { Chart } from 'cdk8s';
import { PlainObject } from '../../kubernetes/plain-object';
import type { RoutePart } from '../types';

/** The Gateway that a route attaches to. */
export interface Gateway {
  readonly name: string;
  readonly namespace: string;
  /** The listener. @default every listener that allows the route */
  readonly sectionName?: string;
}

/**
 * Adds an HTTPRoute of the Gateway API. The Gateway terminates TLS.
 *
 * Defaults of the API server inside lists are written out, because Argo CD compares lists of custom resources as a whole, and would always
 * show a difference.
 */
export function addHttpRoute(chart: Chart, name: string, route: RoutePart, gateway: Gateway): void {
  const { sectionName } = gateway;
  new PlainObject(chart, 'http-route', {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name },
    spec: {
      parentRefs: [
        {
          group: 'gateway.networking.k8s.io',
          kind: 'Gateway',
          name: gateway.name,
          namespace: gateway.namespace,
          ...(sectionName !== undefined && { sectionName }),
        },
      ],
      hostnames: [route.host],
      rules: [
        {
          matches: [{ path: { type: 'PathPrefix', value: '/' } }],
          backendRefs: [{ group: '', kind: 'Service', name: route.serviceName, port: route.servicePort, weight: 1 }],
        },
      ],
    },
  });
}
