import type { FactsInput } from '@goldenpath/extension';
import { limitsOf, pathsOf, portFacts } from '../workload/facts';
import type { Port } from '../workload/ports';
import type { WorkloadPart } from '../workload/types';
import type { SideContainerSettings, SideContainersSettings } from './settings';
import type { SideContainer, SideContainersPart } from './types';

/** Returns the containers beside that of the application. */
export function sideContainersFacts({
  settings,
  facts,
}: FactsInput<SideContainersSettings | undefined>): SideContainersPart | undefined {
  const workload = facts('workload') as WorkloadPart | undefined;
  if (settings === undefined || workload === undefined) return undefined;
  return { containers: settings.map((container) => containerFacts(container, workload)) };
}

function containerFacts(
  {
    field,
    name,
    image,
    command,
    args,
    env,
    inherit,
    processes,
    mounts,
    ports,
    probes,
    resources,
    ...own
  }: SideContainerSettings,
  workload: WorkloadPart,
): SideContainer {
  const { runAsUser = workload.runAsUser } = own;
  const shared = (workload.emptyDirs ?? []).filter((folder) => mounts.includes(folder.name));
  const probe = probeOfSidecar(ports[0]);
  return {
    name,
    ...(field === 'sidecars' && { isSidecar: true as const }),
    image: image === undefined ? workload.image : { source: 'upstream', reference: image },
    ...(command !== undefined && { command }),
    args,
    ...(Object.keys(env).length > 0 && { env }),
    inherit,
    processes,
    runAsUser,
    ...(shared.length > 0 && { emptyDirs: shared }),
    ...portFacts(ports),
    resources: { requests: resources.requests, limits: limitsOf(resources) },
    probe: probe === 'http' ? { type: probe, ...pathsOf(probes) } : { type: probe },
    ...(probes !== undefined && { probes }),
  };
}

/** The paths of a foreign program are not known: without `probes`, a connection to its first port has to do. */
export function probeOfSidecar(first: Port | undefined): 'http' | 'tcp' | 'none' {
  return first === undefined || first.protocol === 'udp' ? 'none' : 'tcp';
}
