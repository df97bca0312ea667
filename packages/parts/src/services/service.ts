import type { Chart } from 'cdk8s';
import { IntOrString, KubeService, type ServicePort as K8sServicePort } from 'cdk8s-plus-28/lib/imports/k8s';
import { PlainObject } from '../kubernetes/plain-object';
import type { PortProtocol } from '../workload/port-schema';
import { transportOf } from '../workload/ports';
import type { ServicePart } from './types';

/**
 * Adds a Service: a virtual address or, if headless, the names of the pods.
 *
 * A headless Service also leaves out pods that are not ready, because other applications call it.
 */
export function addService(
  chart: Chart,
  id: string,
  service: ServicePart,
  selector: Readonly<Record<string, string>>,
  labels?: Readonly<Record<string, string>>,
): void {
  new PlainObject(
    chart,
    id,
    KubeService.manifest({
      metadata: { name: service.name, ...(labels && { labels }) },
      spec: {
        type: 'ClusterIP',
        ...(service.headless && { clusterIp: 'None' }),
        selector,
        ports: [
          portOf(service.portName, service.port, service.targetPort, service.protocol),
          ...(service.furtherPorts ?? []).map(({ name, port, protocol }) => portOf(name, port, port, protocol)),
        ],
      },
    }),
  );
}

/** HTTP/2 without TLS, so that proxies pass gRPC on. @see https://kep.k8s.io/3726 */
const GRPC = 'kubernetes.io/h2c';

function portOf(name: string, port: number, targetPort: number, protocol: PortProtocol = 'tcp'): K8sServicePort {
  return {
    name,
    port,
    targetPort: IntOrString.fromNumber(targetPort),
    protocol: transportOf(protocol),
    ...(protocol === 'grpc' && { appProtocol: GRPC }),
  };
}
