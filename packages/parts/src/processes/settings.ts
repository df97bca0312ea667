import { byDefault, type Layers } from '@goldenpath/extension';
import { type AutoscalingSettings, autoscalingSettings } from '../autoscaling/settings';
import { type Port, resolvedPort } from '../workload/ports';
import { type ProbesSettings, probesSettings } from '../workload/probe-settings';
import type { WrittenPort } from '../workload/port-schema';
import { type VolumesSettings, volumesSettings } from '../workload/volume-settings';
import { type Resources, resourceSettings } from '../workload/settings';

/** A process with all defaults applied. */
export interface ProcessSettings extends VolumesSettings {
  readonly command?: readonly string[];
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly replicas: number;
  readonly autoscaling?: AutoscalingSettings;
  readonly resources: Resources;
  readonly ports: readonly Port[];
  readonly probes?: ProbesSettings;
}

/** The further processes of an application, by name. */
export type ProcessesSettings = Readonly<Record<string, ProcessSettings>>;

/** Returns the further processes; `undefined` when the spec has none. An override alone makes none. */
export function processesSettings(layers: Layers): ProcessesSettings | undefined {
  const names = layers.generalKeys(['processes']);
  if (names.length === 0) return undefined;
  return Object.fromEntries(names.map((name) => [name, processSettings(layers.within(['processes', name]))]));
}

/** Returns the processes of a pull request: at most one pod of each. */
export function inPreview(processes: ProcessesSettings): ProcessesSettings {
  const one = ({ autoscaling: _, ...process }: ProcessSettings): ProcessSettings => ({
    ...process,
    replicas: Math.min(process.replicas, 1),
  });
  return Object.fromEntries(Object.entries(processes).map(([name, process]) => [name, one(process)]));
}

function processSettings(layers: Layers): ProcessSettings {
  const command = layers.tryPick<readonly string[]>(['command']);
  const autoscaling = autoscalingSettings(layers);
  const probes = probesSettings(layers);
  return {
    ...(command !== undefined && { command }),
    args: layers.pick<readonly string[]>(['args'], byDefault([])),
    env: layers.merge(['env']),
    replicas: layers.pick(['replicas'], byDefault(1)),
    ...(autoscaling !== undefined && { autoscaling }),
    resources: resourceSettings(layers),
    ...volumesSettings(layers),
    ports: layers.pick<readonly WrittenPort[]>(['ports'], byDefault([])).map(resolvedPort),
    ...(Object.keys(probes).length > 0 && { probes }),
  };
}
