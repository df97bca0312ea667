import type { Chart } from 'cdk8s';
import { KubeIngress } from 'cdk8s-plus-28/lib/imports/k8s';
import { PlainObject } from '../../kubernetes/plain-object';
import type { RoutePart } from '../types';

/** Adds an Ingress of the class, with a certificate if the environment has an issuer. */
export function addIngress(chart: Chart, name: string, route: RoutePart, className: string): void {
  const { host, tls } = route;
  const backend = { service: { name: route.serviceName, port: { number: route.servicePort } } };
  new PlainObject(
    chart,
    'ingress',
    KubeIngress.manifest({
      metadata: { name, ...(tls && { annotations: { 'cert-manager.io/cluster-issuer': tls.clusterIssuer } }) },
      spec: {
        ingressClassName: className,
        ...(tls && { tls: [{ hosts: [host], secretName: tls.secretName }] }),
        rules: [{ host, http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } }],
      },
    }),
  );
}
