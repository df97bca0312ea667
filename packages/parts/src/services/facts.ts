import type { FactsInput, Settings } from '@goldenpath/extension';
import { portsIn } from '../workload/ports';
import type { ServicePart } from './types';

const SERVICE_PORT = 80;

/** Returns the Services of an application. The first one is for callers in the cluster. Without a port there is none. */
export function servicesFacts({ spec, allSettings, namespace }: FactsInput): readonly ServicePart[] | undefined {
  const services = servicesOf(spec.name, allSettings, namespace);
  return services.length === 0 ? undefined : services;
}

/** Returns the Services of any application that runs in the cluster; none for others. */
export function servicesOf(app: string, settings: Settings, namespace: string): readonly ServicePart[] {
  const [first, ...others] = portsIn(settings);
  if (first === undefined) return [];
  const { port, protocol } = first;
  const service = (name: string, headless: boolean): ServicePart => ({
    name,
    headless,
    port: headless ? port : SERVICE_PORT,
    portName: first.name,
    targetPort: port,
    ...((protocol === 'grpc' || protocol === 'udp') && { protocol }),
    ...(others.length > 0 && { furtherPorts: others }),
    dnsName: `${name}.${namespace}.svc.cluster.local`,
  });
  if (settings['storage'] === undefined) return [service(app, false)];
  // A route never leads to the headless Service.
  return [service(app, true), service(`${app}-lb`, false)];
}
