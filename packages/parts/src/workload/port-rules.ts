import { type AppContext, type Path, type Problem, quote, type Rule, valueAt } from '@goldenpath/extension';
import { partSettings } from '../settings';
import { type Port, portsOf, transportOf } from './ports';

const LOWEST_UNPRIVILEGED_PORT = 1024;

/** The port of every Service that leads to the first port. */
const SERVICE_PORT = 80;

interface ListedPort extends Port {
  readonly path: Path;
}

/** The ports with their places in the spec. */
function listed({ spec: { general } }: AppContext): readonly ListedPort[] {
  const { workload } = partSettings(general);
  if (workload === undefined) return [];
  if (workload.ports === undefined) return portsOf(workload).map((port) => ({ ...port, path: ['port'] }));
  return workload.ports.map((port, index) => ({ ...port, path: ['ports', index, 'port'] }));
}

export const builtImagePortIsUnprivileged: Rule<AppContext> = {
  name: 'privileged-port',
  reads: ['image'],
  check: (context) => portProblems(listed(context), partSettings(context.spec.general).workload?.image).privileged,
};

export const portsAreSaidOnce: Rule<AppContext> = {
  name: 'port-and-ports',
  check: ({ document: { value } }) =>
    valueAt(value, ['port']) === undefined || valueAt(value, ['ports']) === undefined
      ? []
      : [
          {
            path: ['port'],
            at: 'key',
            message: '`port` is the short form of `ports`, and both are given.',
            remedy: 'Remove `port`. The first entry of `ports` takes its place.',
          },
        ],
};

export const portsAreDistinct: Rule<AppContext> = {
  name: 'port-twice',
  check: (context) => portProblems(listed(context), undefined).twice,
};

/** Returns what is wrong with the ports of a container, by rule. */
export function portProblems(
  ports: readonly ListedPort[],
  image: string | undefined,
): { readonly privileged: Problem[]; readonly twice: Problem[] } {
  const low = image === undefined ? ports.filter(({ port }) => port < LOWEST_UNPRIVILEGED_PORT) : [];
  return {
    privileged: low.map(({ port, path }) => ({
      path,
      message: `Port ${port} needs privileges that the pods do not have.`,
      remedy: `Listen on ${LOWEST_UNPRIVILEGED_PORT} or above; users still reach it on port 80.`,
    })),
    twice: ports.flatMap((port, index) => repeated(port, ports.slice(0, index))),
  };
}

function repeated(port: ListedPort, before: readonly ListedPort[]): Problem[] {
  const [first] = before;
  const problem = (message: string, remedy: string) => [{ path: port.path, message, remedy }];
  if (before.some(({ name }) => name === port.name))
    return problem(`There are two ports with the name ${quote(port.name)}.`, 'Give each port a name of its own.');
  const same = before.find((each) => each.port === port.port && transport(each) === transport(port));
  if (same !== undefined) return problem(`${port.port} is also the port ${quote(same.name)}.`, 'List each port once.');
  if (first !== undefined && port.port === SERVICE_PORT && transport(port) === transport(first))
    return problem(
      `The Service cannot lead to ${quote(port.name)} on port ${SERVICE_PORT}: there it leads to ${quote(first.name)}.`,
      `Put ${quote(port.name)} first in \`ports\`.`,
    );
  return [];
}

function transport({ protocol }: Port): 'TCP' | 'UDP' {
  return transportOf(protocol);
}

/** The pods of a StatefulSet get their names from its Service. */
export const statefulPodsHavePort: Rule<AppContext> = {
  name: 'ports-missing',
  check: ({ spec: { general } }) => {
    const { workload, storage } = partSettings(general);
    if (storage === undefined || workload?.ports?.length !== 0) return [];
    return [
      {
        path: ['ports'],
        message: 'The pods of a StatefulSet have names in the cluster, which lead to a port, and there is none.',
        remedy: 'List a port. The pods of a worker without a port have no `storage`.',
      },
    ];
  },
};

export const portRules: readonly Rule<AppContext>[] = [
  builtImagePortIsUnprivileged,
  portsAreSaidOnce,
  portsAreDistinct,
  statefulPodsHavePort,
];
