import type { ChartInput, KubernetesObject, ObjectFile } from '@goldenpath/extension';
import type { Chart } from 'cdk8s';
import { IntOrString, KubeService, type ServicePort as K8sServicePort } from 'cdk8s-plus-28/lib/imports/k8s';
import { PlainObject } from '../kubernetes/plain-object';
import type { PortProtocol } from '../workload/port-schema';
import { transportOf } from '../workload/ports';
import type { ServicePart } from './types';

/** Adds the Services in the facts. */
export function add(chart: Chart, { facts, selector }: ChartInput<readonly ServicePart[]>): void {
  for (const [index, service] of facts.entries()) addService(chart, `service-${index + 1}`, service, selector);
}

/**
 * The headless Service belongs to a StatefulSet, so it is in the base. The Service next to it is the entry point of an environment and is
 * complete in each overlay. A single Service is in the base.
 */
export function file({ metadata }: KubernetesObject, services: readonly ServicePart[]): ObjectFile {
  const isHeadless = services.some(({ name, headless }) => headless && name === metadata.name);
  if (isHeadless) return { file: 'service-headless.yaml', home: 'base' };
  return { file: 'service.yaml', home: services.some(({ headless }) => headless) ? 'overlay' : 'base' };
}

/**
 * Adds a Service: a virtual address or, if headless, the names of the pods.
 *
 * A headless Service also leaves out pods that are not ready, because other applications call it.
 */
function addService(chart: Chart, id: string, service: ServicePart, selector: Readonly<Record<string, string>>): void {
  new PlainObject(
    chart,
    id,
    KubeService.manifest({
      metadata: { name: service.name },
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
