import {
  acceptsPlainSecret,
  type AppContext,
  checkVariants,
  inEnvironment,
  pathOfSetting,
  PLAIN_SECRET,
  plainSecretProblem,
  type Problem,
  type Rule,
  secretsOfArguments,
  variantsOf,
} from '@goldenpath/extension';
import { partSettings } from '../settings';
import type { ProbeType, WrittenRunningCheck } from './probe-schema';
import { CHECKS, fieldsWithoutEffect, typeOfCheck } from './probe-settings';
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

export const probeRules: readonly Rule<AppContext>[] = [probeFieldsHaveEffect, commandsAreThere, commandsAreNotSecret];
