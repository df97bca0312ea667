import type { Path, Settings } from '@goldenpath/extension';
import { partSettings } from '../settings';
import type { ProbeType } from './probe-schema';
import type { ProbesSettings } from './probe-settings';
import { type Port, portsOf } from './ports';
import type { Resources } from './settings';

/** A container that a spec describes, as the rules of containers read it. */
export interface SpecContainer {
  /** The path of its fields: empty for the application's own. */
  readonly at: Path;
  /** Its name in messages. @default it is that of the application */
  readonly name?: string;
  readonly resources: Resources;
  readonly command?: readonly string[];
  readonly args: readonly string[];
  /** What is asked where `probes` does not say it. */
  readonly probe: ProbeType;
  readonly probes?: ProbesSettings;
  /** What it listens on. Checks ask the first one unless they name a port. */
  readonly ports: readonly Port[];
}

/** Returns the containers of a kind that settings describe. */
export type ContainersOf = (settings: Settings) => readonly SpecContainer[];

/** Returns the container of the application. */
export const ownContainer: ContainersOf = (settings) => {
  const { workload } = partSettings(settings);
  if (workload === undefined) return [];
  const { resources, command, args, probe, probes } = workload;
  return [
    {
      at: [],
      resources,
      args,
      probe,
      ports: portsOf(workload),
      ...(command !== undefined && { command }),
      ...(probes !== undefined && { probes }),
    },
  ];
};

/** Returns ` of <name>`, and an empty text for the container of the application. */
export function ofContainer({ name }: SpecContainer): string {
  return name === undefined ? '' : ` of ${name}`;
}
