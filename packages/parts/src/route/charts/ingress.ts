import type { Exposure } from '@goldenpath/extension';
import type { Chart } from 'cdk8s';
import { KubeIngress } from 'cdk8s-plus-28/lib/imports/k8s';
import { PlainObject } from '../../kubernetes/plain-object';
import { CLUSTER_ISSUER, controllerAnnotations } from '../controllers';
import type { RoutePart } from '../types';

type IngressClass = Extract<Exposure, { readonly type: 'ingress' }>;

/** Adds an Ingress of the class. If the host has a certificate, it is served over HTTPS only. */
export function addIngress(chart: Chart, name: string, route: RoutePart, ingress: IngressClass): void {
  const { host, tls } = route;
  const backend = { service: { name: route.serviceName, port: { number: route.servicePort } } };
  const annotations = {
    ...(tls?.clusterIssuer !== undefined && { [CLUSTER_ISSUER]: tls.clusterIssuer }),
    ...controllerAnnotations(ingress.controller, tls !== undefined),
    ...ingress.annotations,
    ...route.annotations,
  };
  new PlainObject(
    chart,
    'ingress',
    KubeIngress.manifest({
      metadata: { name, ...(Object.keys(annotations).length > 0 && { annotations }) },
      spec: {
        ingressClassName: ingress.className,
        // Without a Secret, the controller uses its default certificate.
        ...(tls && { tls: [{ hosts: [host], ...(tls.secretName !== undefined && { secretName: tls.secretName }) }] }),
        rules: [{ host, http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } }],
      },
    }),
  );
}
