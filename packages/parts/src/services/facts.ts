import type { FactsInput, Settings } from '@goldenpath/extension';
import { portName } from '../workload/facts';
import type { WorkloadSettings } from '../workload/settings';
import type { ServicePart } from './types';

const SERVICE_PORT = 80;

/** Returns the Services of an application. The first one is for callers in the cluster. */
export function servicesFacts({ spec, allSettings, namespace }: FactsInput): readonly ServicePart[] {
  return servicesOf(spec.name, allSettings, namespace);
}

/** Returns the Services of any application that runs in the cluster; none for others. */
export function servicesOf(app: string, settings: Settings, namespace: string): readonly ServicePart[] {
  const workload = settings['workload'] as WorkloadSettings | undefined;
  if (workload === undefined) return [];
  const { port, probe, image } = workload;
  const service = (name: string, headless: boolean): ServicePart => ({
    name,
    headless,
    port: headless ? port : SERVICE_PORT,
    portName: portName(probe, image),
    targetPort: port,
    dnsName: `${name}.${namespace}.svc.cluster.local`,
  });
  if (settings['storage'] === undefined) return [service(app, false)];
  // A route never leads to the headless Service.
  return [service(app, true), service(`${app}-lb`, false)];
}
