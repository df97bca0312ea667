import type { AppInEnvironment, DatabaseInstance } from '@goldenpath/model';
import type { FleetChange } from '../fleet/fleet-change';
import { quantityOf } from '../values/quantity';
import { instancePairs } from './instances';
import type { Found, Rule } from './rule';

/** What all pods of an application may ask for together in one environment before somebody should have a look. */
const MOST_CORES = 16;
const MOST_GIB = 64;

const SMALLER = 'Make sure that a smaller instance is not enough: size is what most of the bill is.';
const FEWER = 'Make sure that the nodes have the room, and that so many pods of this size are needed.';

/** Something that costs. */
export const largeInstance: Rule = {
  id: 'large-instance',
  severity: 'warning',
  firesOn: `An RDS instance that becomes \`large\` or larger by AWS's own name (\`db.r6g.large\`, the size \`xlarge\` of a spec), and pods of an application that may ask for more than ${MOST_CORES} cores or ${MOST_GIB} GiB of memory together in one environment and did not before; with an autoscaler, as many pods as there may be.`,
  advice: `${SMALLER} ${FEWER}`,
  find: (change) => [...ofInstances(change), ...ofPods(change)],
};

function ofInstances(change: FleetChange): Found[] {
  return instancePairs(change).flatMap(({ place, environment, base, head }): Found[] => {
    if (head === undefined || !isLarge(head) || (base !== undefined && base.instanceClass === head.instanceClass))
      return [];
    if (base !== undefined && isLarge(base)) return [];
    const message = `The instance ${head.identifier} in ${environment.name} becomes a ${head.instanceClass}.`;
    return [{ severity: 'warning', app: place.app, environment: place.environment, message, remedy: SMALLER }];
  });
}

function isLarge({ instanceClass }: DatabaseInstance): boolean {
  return /\.([0-9]*x?large|metal.*)$/.test(instanceClass);
}

function ofPods({ apps }: FleetChange): Found[] {
  return apps.flatMap(({ environments }) =>
    environments.flatMap(({ app, environment, base, head }): Found[] => {
      const [before, after] = [demandOf(base), demandOf(head)];
      if (!isMuch(after) || isMuch(before)) return [];
      const message = `${app} may ask for ${amount(after.cores)} cores and ${amount(after.gib)} GiB of memory in ${environment.name}, with ${after.pods} pods.`;
      return [{ severity: 'warning', app, environment: environment.name, message, remedy: FEWER }];
    }),
  );
}

interface Demand {
  readonly pods: number;
  readonly cores: number;
  readonly gib: number;
}

function demandOf(place: AppInEnvironment | undefined): Demand {
  const { workload, autoscaling } = place ?? {};
  if (workload === undefined) return { pods: 0, cores: 0, gib: 0 };
  const pods = autoscaling?.maxReplicas ?? workload.replicas ?? 1;
  const { cpu, memory } = workload.resources.requests;
  return { pods, cores: pods * (quantityOf(cpu) ?? 0), gib: (pods * (quantityOf(memory) ?? 0)) / 2 ** 30 };
}

function isMuch({ cores, gib }: Demand): boolean {
  return cores > MOST_CORES || gib > MOST_GIB;
}

function amount(value: number): string {
  return String(Math.round(value * 10) / 10);
}
