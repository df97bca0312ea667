import { createHash } from 'node:crypto';
import type { FactsInput, OtherApp } from '@goldenpath/extension';
import { servicesOf } from '../services/facts';
import type { WorkloadSettings } from '../workload/settings';
import { partSettings } from '../settings';
import { splitVariables } from './references';
import type { ConfigurationSettings } from './settings';
import type { ConfigurationPart, OwnVariables } from './types';
import { variableOfPort, variablesOfUse } from './uses';

/**
 * Returns the plain variables of the pods: those of the environment, of other parts, of the applications in `uses`, and its own.
 */
export function configurationFacts(input: FactsInput<ConfigurationSettings>): ConfigurationPart {
  const { spec, settings, in: environment } = input;
  const given = {
    APP_ENV: environment.name,
    LOG_LEVEL: environment.logLevel,
    ...input.variables(),
    ...Object.assign({}, ...settings.uses.map((name) => variablesTo(input.other(name)))),
    ...settings.env,
  };
  const variables = byName(given);
  const known = () => [...Object.keys(variables), ...input.reservedVariables().flatMap(({ names }) => names)];
  const { plain, expanded } = splitVariables(variables, known);
  return {
    name: `${spec.name}-config`,
    variables: plain,
    ...(expanded.length > 0 && { expanded }),
    ...(input.allSettings['migration'] !== undefined && { isBeforePods: true as const }),
    checksum: checksumOf(plain),
  };
}

/**
 * Returns the variables that pods of one kind have on top of those of the application; `undefined` when they have none. A reference leads to
 * their own variable of a name, also in a value of the application.
 */
export function ownVariables(
  { allSettings, facts, reservedVariables }: FactsInput<unknown>,
  env: Readonly<Record<string, string>>,
): OwnVariables | undefined {
  if (Object.keys(env).length === 0) return undefined;
  const { variables = {}, expanded: ofAll = [] } = (facts('configuration') ?? {}) as Partial<ConfigurationPart>;
  const names = () => [
    ...Object.keys({ ...variables, ...env }),
    ...ofAll.map(({ name }) => name),
    ...reservedVariables().flatMap((reserved) => reserved.names),
  ];
  const { plain, expanded } = splitVariables({ ...partSettings(allSettings).configuration?.env, ...env }, names);
  const own = Object.entries(plain).filter(([name]) => Object.hasOwn(env, name));
  return { variables: byName(Object.fromEntries(own)), ...(expanded.length > 0 && { expanded }) };
}

function byName(variables: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(variables).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function variablesTo(used: OtherApp | undefined): Record<string, string> {
  if (used === undefined) return {};
  const [service] = servicesOf(used.name, used.settings, used.namespace);
  if (service === undefined) return {};
  const { host, port, url } = variablesOfUse(used.name);
  const { furtherPorts: further = [] } = service;
  const { probe, ports } = used.settings['workload'] as WorkloadSettings;
  const answersHttp = ports === undefined ? probe === 'http' : ports[0]?.protocol === 'http';
  const authority = `${service.dnsName}${service.port === 80 ? '' : `:${service.port}`}`;
  return {
    [host]: service.dnsName,
    [port]: String(service.port),
    ...Object.fromEntries(further.map((each) => [variableOfPort(used.name, each.name), String(each.port)])),
    ...(answersHttp && { [url]: `http://${authority}` }),
  };
}

function checksumOf(variables: Readonly<Record<string, string>>): string {
  return createHash('sha256').update(JSON.stringify(variables)).digest('hex').slice(0, 16);
}
