import {
  acceptsPlainSecret,
  type AppContext,
  checkVariants,
  inEnvironment,
  pathOfSetting,
  PLAIN_SECRET,
  plainSecretProblem,
  type Path,
  type Problem,
  type Rule,
  secretsOfArguments,
  variantsOf,
} from '@goldenpath/extension';
import { partSettings } from '../settings';
import type { ProbeType, WrittenRunningCheck } from './probe-schema';
import { CHECKS, fieldsWithoutEffect, typeOfCheck } from './probe-settings';
import { portsOf } from './ports';
import type { WorkloadSettings } from './settings';

interface CheckInEnvironment {
  readonly environment: string | undefined;
  readonly name: (typeof CHECKS)[number];
  readonly check: WrittenRunningCheck;
  readonly type: ProbeType;
}

function checksOf(settings: WorkloadSettings | undefined, environment: string | undefined): CheckInEnvironment[] {
  return CHECKS.flatMap((name) => {
    const check = settings?.probes?.[name];
    return settings === undefined || check === undefined
      ? []
      : [{ environment, name, check, type: typeOfCheck(check, settings.probe) }];
  });
}

export const probeFieldsHaveEffect: Rule<AppContext> = {
  name: 'probe-field-without-effect',
  check: (context) =>
    checkVariants(context, ({ environment, settings }) =>
      checksOf(partSettings(settings).workload, environment).flatMap((found) => unused(context, found)),
    ),
};

function unused(context: AppContext, { environment, name, check, type }: CheckInEnvironment): Problem[] {
  return fieldsWithoutEffect(check, type).map((field) => ({
    path: pathOfSetting(context, environment, ['probes', name, field]),
    at: 'key' as const,
    message: `\`${field}\` has no effect on \`${name}\`${inEnvironment(environment)}: the check is ${type === 'none' ? 'off' : `of the type \`${type}\``}.`,
    remedy: 'Remove the field, or change `type`. A field for some environments belongs in their overrides.',
  }));
}

export const commandsAreThere: Rule<AppContext> = {
  name: 'probe-without-command',
  check: (context) =>
    checkVariants(context, ({ environment, settings }) =>
      checksOf(partSettings(settings).workload, environment).flatMap(({ name, check, type }): Problem[] =>
        type !== 'exec' || check.command !== undefined
          ? []
          : [
              {
                path: pathOfSetting(context, environment, ['probes', name, 'type']),
                message: `\`${name}\` runs a command${inEnvironment(environment)}, and none is given.`,
                remedy: 'Add `command`, such as `[redis-cli, ping]`.',
              },
            ],
      ),
    ),
};

export const commandsAreNotSecret: Rule<AppContext> = {
  name: PLAIN_SECRET,
  check: (context) => {
    const seen = new Set<string>();
    return variantsOf(context).flatMap(({ environment, settings }) =>
      checksOf(partSettings(settings).workload, environment).flatMap(({ name, check }) => {
        const path = pathOfSetting(context, environment, ['probes', name, 'command']);
        const isKnown = seen.has(JSON.stringify(path));
        seen.add(JSON.stringify(path));
        const [found] = secretsOfArguments(check.command ?? []);
        if (isKnown || found === undefined || acceptsPlainSecret(context.spec, environment)) return [];
        const { index, ...secret } = found;
        return [{ path: [...path, index], at: 'value' as const, ...plainSecretProblem(`command[${index}]`, secret) }];
      }),
    );
  },
};

/** The types of checks that ask on a port. */
const ON_A_PORT = new Set<ProbeType>(['http', 'tcp', 'grpc']);

export const checksHavePort: Rule<AppContext> = {
  name: 'probe-without-port',
  reads: ['ports'],
  check: (context) =>
    checkVariants(context, ({ environment, settings }) => {
      const { workload } = partSettings(settings);
      const [first] = workload === undefined ? [] : portsOf(workload);
      if (workload === undefined || (first !== undefined && first.protocol !== 'udp')) return [];
      const why = first === undefined ? 'the container listens on nothing' : 'nothing can be asked over UDP';
      const remedy = 'Choose the type `exec` with a `command`, give the check a `port`, or write `probe: none`.';
      const problem = (path: Path, name: string): Problem => ({
        path,
        message: `${name} asks on a port${inEnvironment(environment)}, and ${why}.`,
        remedy,
      });
      if (ON_A_PORT.has(workload.probe)) return [problem(['probe'], '`probe`')];
      return checksOf(workload, environment)
        .filter(({ check, type }) => ON_A_PORT.has(type) && check.port === undefined)
        .map(({ name }) => problem(pathOfSetting(context, environment, ['probes', name]), `\`${name}\``));
    }),
};

export const probeRules: readonly Rule<AppContext>[] = [
  checksHavePort,
  probeFieldsHaveEffect,
  commandsAreThere,
  commandsAreNotSecret,
];
