import type { FactsInput, Settings } from '@goldenpath/extension';
import { type Port, portsIn } from '../workload/ports';
import type { ServicePart } from './types';

const SERVICE_PORT = 80;

/** Returns the Services of an application. The first one is for callers in the cluster. Without a port there is none. */
export function servicesFacts({ spec, allSettings, namespace }: FactsInput): readonly ServicePart[] | undefined {
  const services = servicesOf(spec.name, allSettings, namespace);
  return services.length === 0 ? undefined : services;
}

/** Returns the Services of any application that runs in the cluster; none for others. */
export function servicesOf(app: string, settings: Settings, namespace: string): readonly ServicePart[] {
  const ports = portsIn(settings);
  if (ports.length === 0) return [];
  if (settings['storage'] === undefined) return [serviceOf(app, ports, namespace)];
  // A route never leads to the headless Service.
  return [serviceOf(app, ports, namespace, true), serviceOf(`${app}-lb`, ports, namespace)];
}

/** Returns a Service that leads to these ports, of which there is at least one. */
export function serviceOf(
  name: string,
  [first, ...others]: readonly Port[],
  namespace: string,
  headless = false,
): ServicePart {
  if (first === undefined) throw new Error(`The Service ${name} has no port.`);
  const { port, protocol } = first;
  return {
    name,
    headless,
    port: headless ? port : SERVICE_PORT,
    portName: first.name,
    targetPort: port,
    ...((protocol === 'grpc' || protocol === 'udp') && { protocol }),
    ...(others.length > 0 && { furtherPorts: others }),
    dnsName: `${name}.${namespace}.svc.cluster.local`,
  };
}
