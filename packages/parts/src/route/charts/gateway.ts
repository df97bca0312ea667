/** The Gateway that a route attaches to. */
export interface Gateway {
  readonly name: string;
  readonly namespace: string;
  /** The listener. @default every listener that allows the route */
  readonly sectionName?: string;
  /** The listener from which hosts with a certificate are redirected. @default no redirect */
  readonly httpSectionName?: string;
}

/** The API of routes. */
export const GATEWAY_API = 'gateway.networking.k8s.io';

/**
 * Returns the reference to a listener. Defaults of the API server inside lists are written out, because Argo CD compares lists of custom
 * resources as a whole, and would always show a difference.
 */
export function parentRef({ name, namespace }: Gateway, sectionName: string | undefined) {
  return { group: GATEWAY_API, kind: 'Gateway', name, namespace, ...(sectionName !== undefined && { sectionName }) };
}

/** Returns the reference to a Service. */
export function backendRef({
  serviceName,
  servicePort,
}: {
  readonly serviceName: string;
  readonly servicePort: number;
}) {
  return { group: '', kind: 'Service', name: serviceName, port: servicePort, weight: 1 };
}
