import type { Runtime } from '../types/app';
import type { Amounts, Autoscaling, Resources, WorkloadSettings } from '../types/resolved';
import { byDefault, type Layers } from '@goldenpath/extension';
import { bytes, millicores } from './quantity';

const DEFAULT_RESOURCES: Resources = {
  requests: { cpu: '100m', memory: '128Mi' },
  limits: { cpu: '500m', memory: '256Mi' },
};

/** How an application's pods run, every default filled in. */
export function workloadSettings(layers: Layers): WorkloadSettings {
  const image = layers.tryPick<string>(['image']);
  const autoscaling = autoscalingSettings(layers);
  const probe = image === undefined ? byDefault('http') : byDefault('tcp', 'the default of an upstream image');
  return {
    runtime: layers.pick<Runtime>(['runtime'], byDefault('python')),
    ...(image !== undefined && { image }),
    replicas: layers.pick(['replicas'], byDefault(1)),
    ...(autoscaling !== undefined && { autoscaling }),
    port: layers.pick(['port'], byDefault(8080)),
    ingress: layers.pick(['ingress'], byDefault(true)),
    resources: resourceSettings(layers),
    probe: layers.pick(['probe'], probe) as 'http' | 'tcp',
    args: layers.pick<readonly string[]>(['args'], byDefault([])),
    runAsUser: layers.pick(['runAsUser'], byDefault(10001)),
    uses: layers.pick<readonly string[]>(['uses'], byDefault([])),
    env: layers.merge(['env']),
  };
}

function autoscalingSettings(layers: Layers): Autoscaling | undefined {
  const maxReplicas = layers.tryPick<number>(['autoscaling', 'maxReplicas']);
  if (maxReplicas === undefined) return undefined;
  return { maxReplicas, targetCpuPercent: layers.pick(['autoscaling', 'targetCpuPercent'], byDefault(70)) };
}

function resourceSettings(layers: Layers): Resources {
  const [requestedCpu, limitedCpu] = requestAndLimit(layers, 'cpu', millicores);
  const [requestedMemory, limitedMemory] = requestAndLimit(layers, 'memory', bytes);
  return {
    requests: { cpu: requestedCpu, memory: requestedMemory },
    limits: { cpu: limitedCpu, memory: limitedMemory },
  };
}

/** One of the two alone moves the other's default, so that a request is never above a limit nobody wrote. */
function requestAndLimit(layers: Layers, what: keyof Amounts, size: (quantity: string) => number): [string, string] {
  const request = layers.tryPick<string>(['resources', 'requests', what]);
  const limit = layers.tryPick<string>(['resources', 'limits', what]);
  const usual = { request: DEFAULT_RESOURCES.requests[what], limit: DEFAULT_RESOURCES.limits[what] };
  const least = (a: string, b: string) => (size(b) < size(a) ? b : a);
  const most = (a: string, b: string) => (size(b) > size(a) ? b : a);
  return [
    request ?? layers.pick(['resources', 'requests', what], byDefault(least(usual.request, limit ?? usual.request))),
    limit ?? layers.pick(['resources', 'limits', what], byDefault(most(usual.limit, request ?? usual.limit))),
  ];
}
