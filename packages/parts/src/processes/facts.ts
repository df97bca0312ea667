import type { FactsInput } from '@goldenpath/extension';
import { autoscalerOf, scaledContainer } from '../autoscaling/facts';
import { ownVariables } from '../configuration/facts';
import { METRICS, metricsOfPods } from '../observability/facts';
import type { ObservabilityPart } from '../observability/types';
import { serviceOf } from '../services/facts';
import { volumeFacts } from '../workload/volume-facts';
import { withOwnVolumes } from '../workload/volume-settings';
import { limitsOf, pathsOf, portFacts } from '../workload/facts';
import type { WorkloadPart } from '../workload/types';
import { type Port, withPortsOfSidecars } from '../workload/ports';
import { NO_LIMIT, type WorkloadProbe } from '../workload/settings';
import { partSettings } from '../settings';
import type { ProcessesSettings, ProcessSettings } from './settings';
import type { ProcessesPart, ProcessPart } from './types';

/** Returns the further processes of an application, each with objects of its own. */
export function processesFacts(input: FactsInput<ProcessesSettings | undefined>): ProcessesPart | undefined {
  const { settings, facts } = input;
  const workload = facts('workload') as WorkloadPart | undefined;
  if (settings === undefined || workload === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(settings).map(([name, process]) => [
      name,
      { ...processFacts(input, workload, name, process), ...observed(input, process) },
    ]),
  );
}

function processFacts(
  input: FactsInput<unknown>,
  { image, runAsUser }: WorkloadPart,
  process: string,
  settings: ProcessSettings,
): ProcessPart {
  const { spec, namespace, allSettings } = input;
  const { command, args, replicas, autoscaling, resources, ports, probes } = settings;
  const name = `${spec.name}-${process}`;
  const [first] = ports;
  const probe = probeOf(first);
  const env = ownVariables(input, settings.env);
  return {
    workload: {
      controller: 'Deployment',
      name,
      image,
      ...(autoscaling === undefined && { replicas }),
      ...portFacts(ports),
      ...(command !== undefined && { command }),
      args,
      runAsUser,
      resources: { requests: resources.requests, limits: limitsOf(resources) },
      ...volumeFacts(withOwnVolumes(partSettings(allSettings).workload ?? {}, settings)),
      probe: probe === 'http' ? { type: probe, ...pathsOf(probes) } : { type: probe },
      ...(probes !== undefined && { probes }),
    },
    ...(env !== undefined && { env }),
    ...(first !== undefined && {
      service: serviceOf(name, withPortsOfSidecars(ports, input.allSettings, process), namespace),
    }),
    ...(autoscaling !== undefined && {
      autoscaling: autoscalerOf(input, autoscaling, {
        target: { kind: 'Deployment', name },
        ...scaledContainer(input.allSettings, process, name),
        minReplicas: replicas,
      }),
    }),
    ...((replicas > 1 || autoscaling !== undefined) && { availability: { maxUnavailable: 1 } }),
  };
}

/** A port with the name `metrics` is scraped, and alerts are on as for the application. */
function observed(
  input: FactsInput<unknown>,
  { ports, resources, autoscaling }: ProcessSettings,
): Pick<ProcessPart, 'metrics' | 'monitoring'> {
  const port = ports.find(({ name, protocol }) => name === METRICS && protocol !== 'udp');
  const metrics = port && metricsOfPods(input, port);
  const { monitoring } = (input.facts('observability') ?? {}) as ObservabilityPart;
  if (monitoring?.alerts !== true) return metrics === undefined ? {} : { metrics };
  const { volumeClaims: _, ...common } = monitoring;
  return {
    ...(metrics !== undefined && { metrics }),
    monitoring: {
      ...common,
      dashboard: false,
      controller: 'Deployment',
      hasRequests: false,
      hasDatabase: false,
      hasCpuLimit: resources.limits.cpu !== NO_LIMIT,
      hasAutoscaler: autoscaling !== undefined,
    },
  };
}

/** What is asked unless `probes` says otherwise: what the first port speaks. */
export function probeOf(first: Port | undefined): WorkloadProbe {
  return first === undefined || first.protocol === 'udp' ? 'none' : first.protocol;
}
