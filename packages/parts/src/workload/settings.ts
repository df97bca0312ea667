import { byDefault, bytes, type Layers, millicores } from '@goldenpath/extension';
import type { Runtime } from './schema';
import type { Amounts } from './types';

/** The resource requests and limits of each pod. */
export interface Resources {
  readonly requests: Amounts;
  readonly limits: Amounts;
}

/** The settings of an application's pods in one environment with all defaults applied. */
export interface WorkloadSettings {
  readonly runtime: Runtime;
  /** The upstream image, if any. Without one, the image is built from the application's repository. */
  readonly image?: string;
  readonly replicas: number;
  readonly port: number;
  readonly resources: Resources;
  readonly probe: 'http' | 'tcp';
  readonly args: readonly string[];
  readonly runAsUser: number;
}

const DEFAULT_RESOURCES: Resources = {
  requests: { cpu: '100m', memory: '128Mi' },
  limits: { cpu: '500m', memory: '256Mi' },
};

/** Returns the settings of an application's pods with all defaults applied. */
export function workloadSettings(layers: Layers): WorkloadSettings {
  const image = layers.tryPick<string>(['image']);
  const probe = image === undefined ? byDefault('http') : byDefault('tcp', 'the default of an upstream image');
  return {
    runtime: layers.pick<Runtime>(['runtime'], byDefault('python')),
    ...(image !== undefined && { image }),
    replicas: layers.pick(['replicas'], byDefault(1)),
    port: layers.pick(['port'], byDefault(8080)),
    resources: resourceSettings(layers),
    probe: layers.pick(['probe'], probe) as 'http' | 'tcp',
    args: layers.pick<readonly string[]>(['args'], byDefault([])),
    runAsUser: layers.pick(['runAsUser'], byDefault(10001)),
  };
}

function resourceSettings(layers: Layers): Resources {
  const [requestedCpu, limitedCpu] = requestAndLimit(layers, 'cpu', millicores);
  const [requestedMemory, limitedMemory] = requestAndLimit(layers, 'memory', bytes);
  return {
    requests: { cpu: requestedCpu, memory: requestedMemory },
    limits: { cpu: limitedCpu, memory: limitedMemory },
  };
}

/** A request or a limit alone also moves the other's default, so that a request never exceeds a default limit. */
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
