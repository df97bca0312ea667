import {
  acceptsPlainSecret,
  type AppContext,
  checkVariants,
  formatPath,
  inEnvironment,
  pathOfSetting,
  PLAIN_SECRET,
  plainSecretProblem,
  type Path,
  type Problem,
  quote,
  type Rule,
  secretsOfArguments,
  type Settings,
  suggestion,
  variantsOf,
} from '@goldenpath/extension';
import type { ProbeType, WrittenRunningCheck } from './probe-schema';
import { CHECKS, fieldsWithoutEffect, typeOfCheck } from './probe-settings';
import { type ContainersOf, ofContainer, type SpecContainer } from './spec-container';

interface CheckInEnvironment {
  readonly container: SpecContainer;
  readonly environment: string | undefined;
  readonly name: (typeof CHECKS)[number];
  readonly check: WrittenRunningCheck;
  readonly type: ProbeType;
}

/** Returns the rules about the checks of containers. */
export function probeRules(containersOf: ContainersOf): readonly Rule<AppContext>[] {
  const checksIn = (settings: Settings, environment: string | undefined) =>
    containersOf(settings).flatMap((container) => checksOf(container, environment));
  return [
    checksHavePort(containersOf),
    { ...ruleAboutChecks('probe-port', unknownPort, checksIn), reads: ['ports', 'port', 'image', 'probe'] },
    ruleAboutChecks('probe-field-without-effect', unused, checksIn),
    ruleAboutChecks('probe-without-command', withoutCommand, checksIn),
    commandsAreNotSecret(checksIn),
  ];
}

type ChecksIn = (settings: Settings, environment: string | undefined) => readonly CheckInEnvironment[];

function checksOf(container: SpecContainer, environment: string | undefined): CheckInEnvironment[] {
  return CHECKS.flatMap((name) => {
    const check = container.probes?.[name];
    return check === undefined
      ? []
      : [{ container, environment, name, check, type: typeOfCheck(check, container.probe) }];
  });
}

function ruleAboutChecks(
  name: string,
  problemsOf: (context: AppContext, found: CheckInEnvironment) => Problem[],
  checksIn: ChecksIn,
): Rule<AppContext> {
  return {
    name,
    check: (context) =>
      checkVariants(context, ({ environment, settings }) =>
        checksIn(settings, environment).flatMap((found) => problemsOf(context, found)),
      ),
  };
}

function unused(context: AppContext, { container, environment, name, check, type }: CheckInEnvironment): Problem[] {
  return fieldsWithoutEffect(check, type).map((field) => ({
    path: pathOfSetting(context, environment, [...container.at, 'probes', name, field]),
    at: 'key' as const,
    message: `\`${field}\` has no effect on \`${name}\`${ofContainer(container)}${inEnvironment(environment)}: the check is ${type === 'none' ? 'off' : `of the type \`${type}\``}.`,
    remedy: 'Remove the field, or change `type`. A field for some environments belongs in their overrides.',
  }));
}

function unknownPort(context: AppContext, { container, environment, name, check }: CheckInEnvironment): Problem[] {
  const { ports, at } = container;
  const found = ports.find((port) => port.name === check.port);
  if (typeof check.port !== 'string' || (found !== undefined && found.protocol !== 'udp')) return [];
  // A port with a mistake can lack its name, and can be the one that is meant.
  if (ports.some((port) => port.name === '')) return [];
  const names = ports.filter(({ protocol }) => protocol !== 'udp').map((port) => port.name);
  const where = `${ofContainer(container)}${inEnvironment(environment)}`;
  return [
    {
      path: pathOfSetting(context, environment, [...at, 'probes', name, 'port']),
      message:
        found === undefined
          ? `\`${name}\`${where} asks on the port ${quote(check.port)}, and the container has no port of that name.`
          : `\`${name}\`${where} asks on the port ${quote(check.port)}, which is for UDP. Nothing can be asked over UDP.`,
      remedy:
        names.length === 0
          ? 'Give the number of the port, or list the port in `ports`.'
          : suggestion(check.port, names),
    },
  ];
}

function withoutCommand(
  context: AppContext,
  { container, environment, name, check, type }: CheckInEnvironment,
): Problem[] {
  if (type !== 'exec' || check.command !== undefined) return [];
  return [
    {
      path: pathOfSetting(context, environment, [...container.at, 'probes', name, 'type']),
      message: `\`${name}\`${ofContainer(container)} runs a command${inEnvironment(environment)}, and none is given.`,
      remedy: 'Add `command`, such as `[redis-cli, ping]`.',
    },
  ];
}

function commandsAreNotSecret(checksIn: ChecksIn): Rule<AppContext> {
  return {
    name: PLAIN_SECRET,
    check: (context) => {
      const seen = new Set<string>();
      return variantsOf(context).flatMap(({ environment, settings }) =>
        checksIn(settings, environment).flatMap(({ container, name, check }) => {
          const setting = [...container.at, 'probes', name, 'command'];
          const path = pathOfSetting(context, environment, setting);
          const isKnown = seen.has(JSON.stringify(path));
          seen.add(JSON.stringify(path));
          const [found] = secretsOfArguments(check.command ?? []);
          if (isKnown || found === undefined || acceptsPlainSecret(context.spec, environment)) return [];
          const { index, ...secret } = found;
          const what = container.at.length === 0 ? `command[${index}]` : formatPath([...setting, index]);
          return [{ path: [...path, index], at: 'value' as const, ...plainSecretProblem(what, secret) }];
        }),
      );
    },
  };
}

/** The types of checks that ask on a port. */
const ON_A_PORT = new Set<ProbeType>(['http', 'tcp', 'grpc']);

function checksHavePort(containersOf: ContainersOf): Rule<AppContext> {
  return {
    name: 'probe-without-port',
    reads: ['ports'],
    check: (context) =>
      checkVariants(context, ({ environment, settings }) =>
        containersOf(settings).flatMap((container) => checksWithoutPort(context, environment, container)),
      ),
  };
}

function checksWithoutPort(
  context: AppContext,
  environment: string | undefined,
  container: SpecContainer,
): readonly Problem[] {
  const { at, ports, probe } = container;
  const [firstPort] = ports;
  if (firstPort !== undefined && firstPort.protocol !== 'udp') return [];
  const why = firstPort === undefined ? 'the container listens on nothing' : 'nothing can be asked over UDP';
  const own = at.length === 0;
  const remedy = `Choose the type \`exec\` with a \`command\`${own ? ', give the check a `port`, or write `probe: none`' : ', or give the check a `port`'}.`;
  const problem = (path: Path, name: string): Problem => ({
    path,
    message: `${name}${ofContainer(container)} asks on a port${inEnvironment(environment)}, and ${why}.`,
    remedy,
  });
  if (ON_A_PORT.has(probe)) return [problem([...at, 'probe'], '`probe`')];
  return checksOf(container, environment)
    .filter(({ check, type }) => ON_A_PORT.has(type) && check.port === undefined)
    .map(({ name }) => problem(pathOfSetting(context, environment, [...at, 'probes', name]), `\`${name}\``));
}
