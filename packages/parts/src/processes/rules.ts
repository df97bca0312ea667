import {
  type AppContext,
  checkVariants,
  inEnvironment,
  nearMiss,
  pathOfSetting,
  type Problem,
  quote,
  type Rule,
  valueAt,
} from '@goldenpath/extension';
import { queueRules } from '../autoscaling/queue-rules';
import { variableRules } from '../configuration/variable-rules';
import { ofProcesses } from '../configuration/variables-of-spec';
import { partSettings } from '../settings';
import { containerRules } from '../workload/container-rules';
import { portProblems } from '../workload/port-rules';
import type { ContainersOf } from '../workload/spec-container';
import { folderRules } from '../workload/volume-rules';
import { probeOf } from './facts';
import type { ProcessSettings } from './settings';

/** Names of other objects and labels of an application. */
const RESERVED = ['lb', 'main', 'migration'];

type FieldPath = readonly [string, ...string[]];

/** Applies a check to each process in each variant. */
function eachProcess(
  context: AppContext,
  check: (process: ProcessSettings, name: string, environment: string | undefined) => readonly Problem[],
): Problem[] {
  return checkVariants(context, ({ environment, settings }) =>
    Object.entries(partSettings(settings).processes ?? {}).flatMap(([name, process]) =>
      check(process, name, environment),
    ),
  );
}

function where(
  context: AppContext,
  environment: string | undefined,
  name: string,
  ...fields: string[]
): Problem['path'] {
  const path: FieldPath = ['processes', name, ...fields];
  return pathOfSetting(context, environment, path, ['processes', name]);
}

export const namesAreFree: Rule<AppContext> = {
  name: 'process-name-taken',
  check: ({ spec: { general } }) =>
    Object.keys(partSettings(general).processes ?? {})
      .filter((name) => RESERVED.includes(name))
      .map((name) => ({
        path: ['processes', name],
        at: 'key',
        message: `No process can be named ${quote(name)}: other objects of the application have that name.`,
        remedy: 'Choose another name.',
      })),
};

export const overriddenProcessesExist: Rule<AppContext> = {
  name: 'unknown-process',
  check: ({ document: { value }, spec: { general, environments } }) => {
    const known = Object.keys(partSettings(general).processes ?? {});
    return environments.flatMap((environment) =>
      Object.keys((valueAt(value, ['overrides', environment, 'processes']) ?? {}) as object)
        .filter((name) => !known.includes(name))
        .map((name): Problem => {
          const near = nearMiss(name, known);
          return {
            path: ['overrides', environment, 'processes', name],
            at: 'key',
            message: `There is no process ${quote(name)} to override.`,
            remedy:
              near === undefined ? 'Describe it in `processes` outside of `overrides`.' : `Did you mean \`${near}\`?`,
          };
        }),
    );
  },
};

export const processesHaveRoom: Rule<AppContext> = {
  name: 'autoscaling-without-room',
  check: (context) =>
    eachProcess(context, ({ autoscaling, replicas }, name, environment) =>
      autoscaling === undefined || (replicas > 0 && autoscaling.maxReplicas > replicas)
        ? []
        : [
            {
              path: where(context, environment, name, 'autoscaling', 'maxReplicas'),
              message: `\`maxReplicas\` of ${name} is ${autoscaling.maxReplicas}${inEnvironment(environment)}, and \`replicas\` is ${replicas}.`,
              remedy: '`replicas` is the minimum number of pods: at least one, and below `maxReplicas`.',
            },
          ],
    ),
};

export const processPortsAreRight: Rule<AppContext> = {
  name: 'port-twice',
  check: ({ spec: { general } }) => portsOfProcesses(general, (ports, image) => portProblems(ports, image).twice),
};

export const processPortsAreUnprivileged: Rule<AppContext> = {
  name: 'privileged-port',
  reads: ['image'],
  check: ({ spec: { general } }) => portsOfProcesses(general, (ports, image) => portProblems(ports, image).privileged),
};

function portsOfProcesses(
  general: Parameters<typeof partSettings>[0],
  check: (ports: Parameters<typeof portProblems>[0], image: string | undefined) => Problem[],
): Problem[] {
  const { processes = {}, workload } = partSettings(general);
  return Object.entries(processes).flatMap(([name, { ports }]) =>
    check(
      ports.map((port, index) => ({ ...port, path: ['processes', name, 'ports', index, 'port'] })),
      workload?.image,
    ),
  );
}

const containersOf: ContainersOf = (settings) =>
  Object.entries(partSettings(settings).processes ?? {}).map(([name, process]) => ({
    at: ['processes', name],
    name,
    probe: probeOf(process.ports[0]),
    ...process,
  }));

export const rules: readonly Rule<AppContext>[] = [
  namesAreFree,
  overriddenProcessesExist,
  processesHaveRoom,
  ...queueRules((settings) =>
    Object.entries(partSettings(settings).processes ?? {}).flatMap(([name, { autoscaling, ports }]) =>
      autoscaling?.queue === undefined ? [] : [{ at: ['processes', name], queue: autoscaling.queue, ports }],
    ),
  ),
  processPortsAreRight,
  processPortsAreUnprivileged,
  ...variableRules(ofProcesses),
  ...containerRules(containersOf),
  ...folderRules((settings) =>
    Object.entries(partSettings(settings).processes ?? {}).map(([name, process]) => ({
      at: ['processes', name],
      name,
      own: process,
      memory: process.resources.limits.memory,
    })),
  ),
];
