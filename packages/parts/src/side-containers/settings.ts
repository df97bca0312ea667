import { byDefault, type Layers } from '@goldenpath/extension';
import { type Port, resolvedPort } from '../workload/ports';
import type { WrittenPort } from '../workload/port-schema';
import { type ProbesSettings, probesSettings } from '../workload/probe-settings';
import { type Resources, resourceSettings } from '../workload/settings';
import type { InheritedByContainer } from './schema';

/** The fields that describe containers. */
export type ContainerField = 'sidecars' | 'initContainers';

/** The pods of the application itself, in `processes` of a container. */
export const MAIN = 'main';

/** The pods of the migration, in `processes` of a container. */
export const MIGRATION = 'migration';

/** A sidecar or an init container with all defaults applied. */
export interface SideContainerSettings {
  readonly field: ContainerField;
  readonly name: string;
  /** @default that of the application */
  readonly image?: string;
  readonly command?: readonly string[];
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly inherit: InheritedByContainer;
  readonly processes: readonly string[];
  /** The names of the folders of the application that it mounts. */
  readonly mounts: readonly string[];
  /** @default that of the application */
  readonly runAsUser?: number;
  readonly resources: Resources;
  readonly ports: readonly Port[];
  readonly probes?: ProbesSettings;
}

/** The containers in the order in which they start. */
export type SideContainersSettings = readonly SideContainerSettings[];

/** Returns the containers; `undefined` when the spec has none. An override alone makes none. */
export function sideContainersSettings(layers: Layers): SideContainersSettings | undefined {
  const sidecars = layers.writtenKeys(['sidecars']);
  const isLate = (name: string) => layers.pick(['sidecars', name, 'afterInitContainers'], byDefault(false));
  const late = new Set(sidecars.filter(isLate));
  const all = [
    ...sidecars.filter((name) => !late.has(name)).map((name) => sidecar(layers, name)),
    ...layers.writtenKeys(['initContainers']).map((name) => container(layers, 'initContainers', name)),
    ...sidecars.filter((name) => late.has(name)).map((name) => sidecar(layers, name)),
  ];
  return all.length === 0 ? undefined : all;
}

function sidecar(all: Layers, name: string): SideContainerSettings {
  const layers = all.within(['sidecars', name]);
  const probes = probesSettings(layers);
  return {
    ...container(all, 'sidecars', name),
    ports: layers.pick<readonly WrittenPort[]>(['ports'], byDefault([])).map(resolvedPort),
    ...(Object.keys(probes).length > 0 && { probes }),
  };
}

function container(all: Layers, field: ContainerField, name: string): SideContainerSettings {
  const layers = all.within([field, name]);
  const image = layers.tryPick<string>(['image']);
  const command = layers.tryPick<readonly string[]>(['command']);
  const runAsUser = layers.tryPick<number>(['runAsUser']);
  return {
    field,
    name,
    ...(image !== undefined && { image }),
    ...(command !== undefined && { command }),
    args: layers.pick<readonly string[]>(['args'], byDefault([])),
    env: layers.merge(['env']),
    inherit: layers.pick<InheritedByContainer>(
      ['inherit'],
      image === undefined
        ? byDefault('all', 'it has the image of the application')
        : byDefault('nothing', 'it has an image of its own'),
    ),
    processes: layers.pick<readonly string[]>(['processes'], byDefault([MAIN])),
    mounts: layers.pick<readonly string[]>(['mounts'], byDefault([])),
    ...(runAsUser !== undefined && { runAsUser }),
    resources: resourceSettings(layers),
    ports: [],
  };
}
