import { literal } from './compose-defaults';
import { portOfCheck } from './compose-healthcheck';
import { type ComposeVariable, variablesOf } from './compose-variables';
import { databaseName, type FoundDatabase } from './databases';
import { imageBase } from './images';
import type { ImportNode, ImportObject } from './node';

/** The services of a compose file. */
export interface ComposeNeighbours {
  readonly variablesOf: (service: string) => readonly ComposeVariable[];
  readonly databases: readonly string[];
  readonly caches: readonly string[];
  readonly others: readonly string[];
  readonly isReplaced: (service: string) => boolean;
  readonly database: (service: string) => FoundDatabase;
  /** The ports at which other services address this one. */
  readonly portsOf: (service: string) => readonly number[];
  /** Whether the file names a port of the service. */
  readonly listens: (service: string) => boolean;
  /** Whether other services wait until this one has ended. */
  readonly isJob: (service: string) => boolean;
  /** Whether several services mount the volume. */
  readonly isShared: (volume: string) => boolean;
}

const POSTGRES = /^(postgres|postgresql|postgis|timescaledb|timescaledb-ha|pgvector)$/;
const REDIS = /^(redis|valkey|redis-stack|redis-stack-server|keydb|dragonfly)$/;

/**
 * @param project - The name of the project: a database without a name gets it.
 * @param folder - The folder of the file.
 */
export function neighboursOf(services: readonly ImportObject[], project: string, folder: string): ComposeNeighbours {
  const variables = new Map(services.map((service) => [serviceName(service), variablesOf(service, folder)]));
  const byName = new Map(services.map((service) => [serviceName(service), service]));
  const names = [...byName.keys()];
  const baseOf = (name: string) => imageBase(byName.get(name)?.node.at('image').text() ?? '');
  const databases = names.filter((name) => POSTGRES.test(baseOf(name)));
  const caches = names.filter((name) => REDIS.test(baseOf(name)));
  const others = names.filter((name) => !databases.includes(name) && !caches.includes(name));
  const jobs = new Set(services.flatMap(({ node }) => awaited(node.at('depends_on'))));
  return {
    variablesOf: (name) => variables.get(name) ?? [],
    databases,
    caches,
    others,
    isReplaced: (name) => databases.includes(name) || caches.includes(name),
    database: (host) => databaseOf(host, variables.get(host) ?? [], project),
    portsOf: (name) => portsInAddresses(variables, name),
    listens: (name) => portsInAddresses(variables, name).length > 0 || namesPort(byName.get(name)),
    isJob: (name) => jobs.has(name),
    isShared: (volume) => services.filter(({ node }) => mounts(node.at('volumes'), volume)).length > 1,
  };
}

export function serviceName({ label }: ImportObject): string {
  return label.slice('service '.length);
}

function databaseOf(host: string, variables: readonly ComposeVariable[], project: string): FoundDatabase {
  const written = new Map(variables.map((each) => [each.name, each.written === '' ? undefined : each.written]));
  const user = written.get('POSTGRES_USER');
  const name = written.get('POSTGRES_DB') ?? user;
  const password = written.get('POSTGRES_PASSWORD');
  return {
    host,
    name: databaseName(literal(name ?? '') ?? '', project, 63),
    username: databaseName(literal(user ?? '') ?? '', project, 31),
    written: {
      '{host}': host,
      '{port}': '5432',
      '{dbname}': name ?? 'postgres',
      '{username}': user ?? 'postgres',
      ...(password !== undefined && { '{password}': password }),
    },
  };
}

function namesPort(service: ImportObject | undefined): boolean {
  if (service === undefined) return false;
  const { node } = service;
  return (
    node.at('ports').isGiven || node.at('expose').isGiven || portOfCheck(node.at('healthcheck', 'test')) !== undefined
  );
}

/** The services that `depends_on` waits for until they have ended. */
function awaited(depends: ImportNode): string[] {
  return depends
    .entries()
    .filter(([, how]) => how.at('condition').text() === 'service_completed_successfully')
    .map(([name]) => name);
}

function mounts(volumes: ImportNode, volume: string): boolean {
  return volumes.items().some((item) => (item.text()?.split(':')[0] ?? item.at('source').text()) === volume);
}

/** The ports in addresses such as `http://search:9200` and `kafka:9092`. `http://search` is port 80. */
function portsInAddresses(variables: ReadonlyMap<string, readonly ComposeVariable[]>, name: string): number[] {
  const escaped = name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const address = new RegExp(
    `(?:^|[,;\\s@]|(?:(https?)|[a-z][a-z0-9+.-]*)://(?:[^/@\\s]*@)?)${escaped}(?::(\\d{1,5}))?(?![\\w.:-])`,
    'g',
  );
  const found = [...variables]
    .filter(([service]) => service !== name)
    .flatMap(([, own]) => own.map(({ written = '' }) => written))
    .flatMap((value) => [...value.matchAll(address)])
    .flatMap(([, http, port]) => (port === undefined ? (http === 'http' ? [80] : []) : [Number(port)]));
  return [...new Set(found)].sort((a, b) => a - b);
}
