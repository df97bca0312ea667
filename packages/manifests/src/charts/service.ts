import type { Chart } from 'cdk8s';
import { IntOrString, KubeService } from 'cdk8s-plus-28/lib/imports/k8s';
import type { AppInEnvironment, ServicePart } from '@goldenpath/model';
import { PlainObject } from './plain-object';

/**
 * A Service: a virtual address, or, headless, the names of the pods themselves.
 *
 * A headless one leaves out pods that are not ready, as every Service does: other applications call it.
 */
export function addService(chart: Chart, { selector }: AppInEnvironment, service: ServicePart): void {
  new PlainObject(
    chart,
    `service-${chart.node.children.length}`,
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
