import type { AppContext, Path, Problem, Rule } from '@goldenpath/extension';
import { partSettings } from '../settings';
import { portProblems } from '../workload/port-rules';
import { type Port, portsOf } from '../workload/ports';
import { MAIN, type SideContainerSettings } from './settings';

type ListedPort = Port & { readonly path: Path };

function listed({ field, name, ports }: SideContainerSettings): ListedPort[] {
  return ports.map((port, index) => ({ ...port, path: [field, name, 'ports', index, 'port'] }));
}

/** The containers of a pod share its addresses. */
export const containerPortsAreDistinct: Rule<AppContext> = {
  name: 'port-twice',
  reads: ['ports', 'port', 'image', 'probe', 'processes'],
  check: ({ spec: { general } }) => {
    const { sideContainers = [], workload, processes = {} } = partSettings(general);
    if (workload === undefined) return [];
    const isJob = partSettings(general).cronJob !== undefined;
    const pods: readonly (readonly [string, readonly Port[]])[] = [
      [MAIN, isJob ? [] : portsOf(workload)],
      ...Object.entries(processes).map(([name, { ports }]) => [name, ports] as const),
    ];
    const seen = new Set<string>();
    return pods
      .flatMap(([name, own]) => {
        const theirs = sideContainers.filter((each) => each.processes.includes(name)).flatMap(listed);
        const all = [...own.map((port): ListedPort => ({ ...port, path: ['ports'] })), ...theirs];
        return portProblems(all, '').twice;
      })
      .filter((problem) => isOnce(problem, seen));
  },
};

/** The ports of the application have a rule of their own. */
function isOnce({ path }: Problem, seen: Set<string>): boolean {
  const key = JSON.stringify(path);
  if (path[0] !== 'sidecars' || seen.has(key)) return false;
  seen.add(key);
  return true;
}

export const containerPortsAreUnprivileged: Rule<AppContext> = {
  name: 'privileged-port',
  reads: ['image'],
  check: ({ spec: { general } }) => {
    const { sideContainers = [], workload } = partSettings(general);
    return sideContainers.flatMap(
      (container) => portProblems(listed(container), container.image ?? workload?.image).privileged,
    );
  },
};

export const containerPortRules: readonly Rule<AppContext>[] = [
  containerPortsAreDistinct,
  containerPortsAreUnprivileged,
];
