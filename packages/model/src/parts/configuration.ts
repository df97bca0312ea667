import { createHash } from 'node:crypto';
import { type AppSpec, type Environment, type Settings, variablesOfUse } from '@goldenpath/spec';
import type { ConfigurationPart, ServicePart } from '../facts';
import { configurationName, serviceDnsName } from '../names';

/** An application that another one calls, as far as the caller needs to know it. */
export interface UsedApp {
  readonly name: string;
  readonly namespace: string;
  readonly service: ServicePart;
  readonly speaksHttp: boolean;
}

/** The plain variables of the pods: the environment's, those that lead to the applications it uses, and its own. */
export function configurationPart(
  { name }: AppSpec,
  { workload }: Settings,
  environment: Environment,
  used: readonly UsedApp[],
): ConfigurationPart {
  const given = {
    APP_ENV: environment.name,
    LOG_LEVEL: environment.logLevel,
    ...Object.assign({}, ...used.map(variablesTo)),
    ...workload?.env,
  };
  const variables = Object.fromEntries(Object.entries<string>(given).sort(([a], [b]) => (a < b ? -1 : 1)));
  return { name: configurationName(name), variables, checksum: checksumOf(variables) };
}

function variablesTo({ name, namespace, service, speaksHttp }: UsedApp): Record<string, string> {
  const variables = variablesOfUse(name);
  const host = serviceDnsName(service.name, namespace);
  return {
    [variables.host]: host,
    [variables.port]: String(service.port),
    ...(speaksHttp && { [variables.url]: `http://${host}${service.port === 80 ? '' : `:${service.port}`}` }),
  };
}

function checksumOf(variables: Readonly<Record<string, string>>): string {
  return createHash('sha256').update(JSON.stringify(variables)).digest('hex').slice(0, 16);
}
