import type { Settings } from '@goldenpath/extension';
import type { PortProtocol, WrittenPort } from './port-schema';

/** A port of the container. */
export interface Port {
  readonly name: string;
  readonly port: number;
  readonly protocol: PortProtocol;
}

const PROTOCOLS: readonly PortProtocol[] = ['http', 'grpc', 'tcp', 'udp'];

/** Returns a port with its protocol: as written, or as its name says. */
export function resolvedPort({ name = '', port, protocol }: Partial<WrittenPort> & Pick<WrittenPort, 'port'>): Port {
  // A port with a mistake can lack its name.
  const [first] = name.split('-');
  return { name, port, protocol: protocol ?? PROTOCOLS.find((each) => each === first) ?? 'tcp' };
}

/** What decides the ports of a container. */
interface WithPorts {
  readonly image?: string;
  readonly port: number;
  readonly ports?: readonly Port[];
  readonly probe: string;
}

/** Returns the ports of the container. The first one is what users, callers and checks reach; a worker has none. */
export function portsOf({ ports, port, probe, image }: WithPorts): readonly Port[] {
  return ports ?? [{ name: portName(probe, image), port, protocol: probe === 'http' ? 'http' : 'tcp' }];
}

/** Returns the ports of the pods of any application in the cluster; none for others, and none for a job. */
export function portsIn(settings: Settings): readonly Port[] {
  const workload = settings['workload'] as WithPorts | undefined;
  if (workload === undefined || settings['cronJob'] !== undefined) return [];
  return withPortsOfSidecars(portsOf(workload), settings, 'main');
}

/** Returns the ports of pods with those of their sidecars. A worker stays one: nothing reaches the sidecars of pods that listen on nothing. */
export function withPortsOfSidecars(ports: readonly Port[], settings: Settings, component: string): readonly Port[] {
  if (ports.length === 0) return ports;
  const { sideContainers = [] } = settings as { readonly sideContainers?: readonly WithSidecarPorts[] };
  return [
    ...ports,
    ...sideContainers.filter(({ processes }) => processes.includes(component)).flatMap((one) => one.ports),
  ];
}

/** What a sidecar adds to the ports of its pods. */
interface WithSidecarPorts {
  readonly processes: readonly string[];
  readonly ports: readonly Port[];
}

/** Returns the transport of a protocol in Kubernetes notation. */
export function transportOf(protocol: PortProtocol): 'TCP' | 'UDP' {
  return protocol === 'udp' ? 'UDP' : 'TCP';
}

/** Returns the name of a port: at most 15 lower-case letters, digits and hyphens, with at least one letter (RFC 6335). */
function portName(probe: string, image: string | undefined): string {
  if (probe === 'http' || probe === 'grpc') return probe;
  const program = /([a-z0-9-]+)(:[^/]*)?(@.*)?$/.exec(image ?? '')?.[1] ?? '';
  const name = program
    .slice(0, 15)
    .replace(/^-+|-+$/g, '')
    .replaceAll(/-{2,}/g, '-');
  return /[a-z]/.test(name) ? name : 'tcp';
}
