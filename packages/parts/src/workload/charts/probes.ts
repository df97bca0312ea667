import type { Container, Probe } from 'cdk8s-plus-28/lib/imports/k8s';
import { IntOrString } from 'cdk8s-plus-28/lib/imports/k8s';
import type { WorkloadPart } from '../types';

type Probes = Required<Pick<Container, 'startupProbe' | 'livenessProbe' | 'readinessProbe'>>;
type Check = Pick<Probe, 'httpGet' | 'tcpSocket'>;

/**
 * Returns the three probes of the container.
 *
 * The start can take a minute, in which the other two wait. After that, a hung process is restarted within half a minute, and one that is
 * not ready gets no traffic within fifteen seconds.
 */
export function probes(workload: WorkloadPart): Probes {
  const { live, ready } = checks(workload);
  return {
    startupProbe: { ...live, periodSeconds: 2, timeoutSeconds: 2, failureThreshold: 30 },
    livenessProbe: { ...live, periodSeconds: 10, timeoutSeconds: 3, failureThreshold: 3 },
    readinessProbe: { ...ready, periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 3 },
  };
}

function checks({ probe, portName }: WorkloadPart): { live: Check; ready: Check } {
  const port = IntOrString.fromString(portName);
  if (probe.type === 'tcp') return { live: { tcpSocket: { port } }, ready: { tcpSocket: { port } } };
  return { live: { httpGet: { path: probe.live, port } }, ready: { httpGet: { path: probe.ready, port } } };
}
