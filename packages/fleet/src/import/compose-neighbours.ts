import { literal } from './compose-defaults';
import { databaseName, type FoundDatabase } from './databases';
import { imageBase } from './images';
import type { ImportNode, ImportObject } from './node';

/** The services of a compose file. */
export interface ComposeNeighbours {
  readonly databases: readonly string[];
  readonly caches: readonly string[];
  readonly others: readonly string[];
  readonly isReplaced: (service: string) => boolean;
  readonly database: (service: string) => FoundDatabase;
  /** The ports at which other services address this one. */
  readonly portsOf: (service: string) => readonly number[];
  /** Whether other services wait until this one has ended. */
  readonly isJob: (service: string) => boolean;
  /** Whether several services mount the volume. */
  readonly isShared: (volume: string) => boolean;
}

const POSTGRES = /^(postgres|postgresql|postgis|timescaledb|timescaledb-ha|pgvector)$/;
const REDIS = /^(redis|valkey|redis-stack|redis-stack-server|keydb|dragonfly)$/;

/** @param project - The name of the project: a database without a name gets it. */
export function neighboursOf(services: readonly ImportObject[], project: string): ComposeNeighbours {
  const byName = new Map(services.map((service) => [serviceName(service), service]));
  const names = [...byName.keys()];
  const baseOf = (name: string) => imageBase(byName.get(name)?.node.at('image').text() ?? '');
  const databases = names.filter((name) => POSTGRES.test(baseOf(name)));
  const caches = names.filter((name) => REDIS.test(baseOf(name)));
  const others = names.filter((name) => !databases.includes(name) && !caches.includes(name));
  const jobs = new Set(services.flatMap(({ node }) => awaited(node.at('depends_on'))));
  return {
    databases,
    caches,
    others,
    isReplaced: (name) => databases.includes(name) || caches.includes(name),
    database: (host) => databaseOf(host, variablesOf(byName.get(host)), project),
    portsOf: (name) => portsInAddresses(services, name),
    isJob: (name) => jobs.has(name),
    isShared: (volume) => services.filter(({ node }) => mounts(node.at('volumes'), volume)).length > 1,
  };
}

export function serviceName({ label }: ImportObject): string {
  return label.slice('service '.length);
}

function databaseOf(host: string, variables: ReadonlyMap<string, string>, project: string): FoundDatabase {
  const user = variables.get('POSTGRES_USER');
  const name = variables.get('POSTGRES_DB') ?? user;
  const password = variables.get('POSTGRES_PASSWORD');
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

/** The variables of a service as they are written: a mapping, or a list of `NAME=value`. */
function variablesOf(service: ImportObject | undefined): ReadonlyMap<string, string> {
  const environment = service?.node.at('environment');
  const pairs = environment?.entries().map(([name, value]) => [name, value.text() ?? ''] as const) ?? [];
  const lines = environment?.items().map((item) => (item.text() ?? '').split(/=(.*)/s)) ?? [];
  const all = [...pairs, ...lines.map(([name = '', value = '']) => [name, value] as const)];
  return new Map(all.filter(([, value]) => value !== ''));
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
function portsInAddresses(services: readonly ImportObject[], name: string): number[] {
  const escaped = name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const address = new RegExp(
    `(?:^|[,;\\s@]|(?:(https?)|[a-z][a-z0-9+.-]*)://(?:[^/@\\s]*@)?)${escaped}(?::(\\d{1,5}))?(?![\\w.:-])`,
    'g',
  );
  const found = services
    .filter((service) => serviceName(service) !== name)
    .flatMap((service) => [...variablesOf(service).values()])
    .flatMap((value) => [...value.matchAll(address)])
    .flatMap(([, http, port]) => (port === undefined ? (http === 'http' ? [80] : []) : [Number(port)]));
  return [...new Set(found)].sort((a, b) => a - b);
}
