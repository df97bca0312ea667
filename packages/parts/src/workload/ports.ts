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
export function resolvedPort({ name, port, protocol }: WrittenPort): Port {
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

/** Returns the ports of any application in the cluster; none for others, and none for a job. */
export function portsIn(settings: Settings): readonly Port[] {
  const workload = settings['workload'] as WithPorts | undefined;
  return workload === undefined || settings['cronJob'] !== undefined ? [] : portsOf(workload);
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
