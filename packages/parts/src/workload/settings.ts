import { byDefault, bytes, type Fallback, type Layers, millicores } from '@goldenpath/extension';
import type { Runtime, WorkloadFields, WrittenPort } from './schema';
import { type Port, resolvedPort } from './ports';
import { type ProbesSettings, probesSettings } from './probe-settings';
import type { Amounts } from './types';
import { type VolumesSettings, volumesSettings } from './volume-settings';

/** What a spec writes as the limit of cpu to have none. */
export const NO_LIMIT = 'none';

/** The resource requests and limits of each pod. */
export interface Resources {
  readonly requests: Amounts;
  /** The limit of cpu can be {@link NO_LIMIT}. */
  readonly limits: Amounts;
}

/** What `probe` says. */
export type WorkloadProbe = NonNullable<WorkloadFields['probe']>;

/** The settings of an application's pods in one environment with all defaults applied. */
export interface WorkloadSettings extends VolumesSettings {
  readonly runtime: Runtime;
  /** The upstream image, if any. Without one, the image is built from the application's repository. */
  readonly image?: string;
  readonly replicas: number;
  /** The port, if `ports` does not say otherwise. */
  readonly port: number;
  /** The ports, if a spec lists them. */
  readonly ports?: readonly Port[];
  readonly resources: Resources;
  readonly probe: WorkloadProbe;
  /** What a spec says about single checks, if anything. */
  readonly probes?: ProbesSettings;
  /** The program, if a spec names one. */
  readonly command?: readonly string[];
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
  const ports = layers.tryPick<readonly WrittenPort[]>(['ports'])?.map(resolvedPort);
  const command = layers.tryPick<readonly string[]>(['command']);
  const probes = probesSettings(layers);
  return {
    runtime: layers.pick<Runtime>(['runtime'], byDefault('python')),
    ...(image !== undefined && { image }),
    replicas: layers.pick(['replicas'], byDefault(1)),
    port: layers.pick(['port'], byDefault(8080)),
    ...(ports !== undefined && { ports }),
    resources: resourceSettings(layers),
    ...volumesSettings(layers),
    probe: layers.pick<WorkloadProbe>(['probe'], defaultProbe(image, ports)),
    ...(Object.keys(probes).length > 0 && { probes }),
    ...(command !== undefined && { command }),
    args: layers.pick<readonly string[]>(['args'], byDefault([])),
    runAsUser: layers.pick(['runAsUser'], byDefault(10001)),
  };
}

function defaultProbe(image: string | undefined, ports: readonly Port[] | undefined): Fallback<WorkloadProbe> {
  if (ports !== undefined) {
    const [first] = ports;
    if (first === undefined) return byDefault('none', 'there is no port to ask');
    if (first.protocol === 'udp') return byDefault('none', 'nothing can be asked over UDP');
    if (image === undefined) return byDefault(first.protocol, 'what the first port speaks');
  }
  return image === undefined ? byDefault('http') : byDefault('tcp', 'the default of an upstream image');
}

/** Returns the resources of each pod with all defaults applied. */
export function resourceSettings(layers: Layers): Resources {
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
    request ??
      layers.pick(
        ['resources', 'requests', what],
        byDefault(least(usual.request, limit === undefined || limit === NO_LIMIT ? usual.request : limit)),
      ),
    limit ?? layers.pick(['resources', 'limits', what], byDefault(most(usual.limit, request ?? usual.limit))),
  ];
}
