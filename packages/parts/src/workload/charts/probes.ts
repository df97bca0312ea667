import type { Container, Probe } from 'cdk8s-plus-28/lib/imports/k8s';
import { IntOrString } from 'cdk8s-plus-28/lib/imports/k8s';
import type { WrittenRunningCheck } from '../probe-schema';
import { asksItself, typeOfCheck } from '../probe-settings';
import type { PodFacts } from '../types';

type Probes = Pick<Container, 'startupProbe' | 'livenessProbe' | 'readinessProbe'>;
type Handler = Pick<Probe, 'httpGet' | 'tcpSocket' | 'grpc' | 'exec'>;

/** Seconds that a container has to start, and between two checks of the start. */
const STARTUP = { seconds: 60, periodSeconds: 2 };

/**
 * Returns the probes of the container.
 *
 * The start can take a minute, in which the other two wait. After that, a hung process is restarted within half a minute, and one that is
 * not ready gets no traffic within fifteen seconds.
 */
export function probes(workload: PodFacts): Probes {
  const { startup = {}, liveness = {}, readiness = {} } = workload.probes ?? {};
  const { seconds = STARTUP.seconds, periodSeconds = STARTUP.periodSeconds, timeoutSeconds = 2 } = startup;
  const live = handler(workload, liveness, '/health');
  const ready = handler(workload, readiness, '/ready');
  const start = asksItself(startup) ? handler(workload, startup, '/health') : live;
  const failureThreshold = Math.max(1, Math.ceil(seconds / periodSeconds));
  return {
    ...(start && { startupProbe: { ...start, periodSeconds, timeoutSeconds, failureThreshold } }),
    ...(live && { livenessProbe: { ...live, ...timing(liveness, 10) } }),
    ...(ready && { readinessProbe: { ...ready, ...timing(readiness, 5) } }),
  };
}

function timing(check: WrittenRunningCheck, period: number) {
  const { periodSeconds = period, timeoutSeconds = 3, failureThreshold = 3 } = check;
  return { periodSeconds, timeoutSeconds, failureThreshold };
}

/** Returns what a check asks; `undefined` when it asks nothing. */
function handler(workload: PodFacts, check: WrittenRunningCheck, usualPath: string): Handler | undefined {
  const { portName, probe } = workload;
  // A check has a port of its own where the container has none: a rule says so.
  const asked = check.port ?? portName ?? '';
  const port = typeof asked === 'number' ? IntOrString.fromNumber(asked) : IntOrString.fromString(asked);
  const { path = usualPath, scheme, service, command = [] } = check;
  switch (typeOfCheck(check, probe.type)) {
    case 'http':
      return { httpGet: { path, port, ...(scheme !== undefined && { scheme }) } };
    case 'tcp':
      return { tcpSocket: { port } };
    case 'grpc':
      // The API takes no name of a port here.
      return { grpc: { port: numberOf(workload, asked), ...(service !== undefined && { service }) } };
    case 'exec':
      return { exec: { command: [...command] } };
    case 'none':
      return undefined;
  }
}

/** Returns the number of a port. */
function numberOf({ port = 0, portName, ports = [] }: PodFacts, asked: number | string): number {
  if (typeof asked === 'number') return asked;
  return asked === portName ? port : (ports.find(({ name }) => name === asked)?.port ?? port);
}
