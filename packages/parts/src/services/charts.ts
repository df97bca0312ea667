import type { ChartInput, KubernetesObject, ObjectFile } from '@goldenpath/extension';
import type { Chart } from 'cdk8s';
import { IntOrString, KubeService } from 'cdk8s-plus-28/lib/imports/k8s';
import { PlainObject } from '../kubernetes/plain-object';
import type { ServicePart } from './types';

/** Adds a Service for each that the facts have. */
export function add(chart: Chart, { facts, selector }: ChartInput<readonly ServicePart[]>): void {
  for (const [index, service] of facts.entries()) addService(chart, `service-${index + 1}`, service, selector);
}

/**
 * The headless Service is part of what a StatefulSet is, so it is in the base. The one beside it is an environment's way
 * in, and each overlay has it whole. A Service that is alone is in the base.
 */
export function file({ metadata }: KubernetesObject, services: readonly ServicePart[]): ObjectFile {
  const isHeadless = services.some(({ name, headless }) => headless && name === metadata.name);
  if (isHeadless) return { file: 'service-headless.yaml', home: 'base' };
  return { file: 'service.yaml', home: services.some(({ headless }) => headless) ? 'overlay' : 'base' };
}

/**
 * A Service: a virtual address, or, headless, the names of the pods themselves.
 *
 * A headless one leaves out pods that are not ready, as every Service does: other applications call it.
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
          {
            name: service.portName,
            port: service.port,
            targetPort: IntOrString.fromNumber(service.targetPort),
            protocol: 'TCP',
          },
        ],
      },
    }),
  );
}
