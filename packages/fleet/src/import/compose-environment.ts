import { isMap, isSecretName, secretsInText } from '@goldenpath/extension';
import { literal } from './compose-defaults';
import type { ComposeNeighbours } from './compose-neighbours';
import { databaseUrl, databaseValue, setDatabase, setDatabaseVariable } from './databases';
import { appName, type Draft } from './draft';
import { type ComposeVariable, isPlain } from './compose-variables';
import type { ImportNode } from './node';

/** Reads the variables of a service. */
export function setEnvironment(
  draft: Draft,
  variables: readonly ComposeVariable[],
  neighbours: ComposeNeighbours,
): void {
  // A variable may be what says that the application has a database.
  for (const variable of variables) findDatabase(draft, variable, neighbours);
  const uncertain = variables.filter((variable) => !setVariable(draft, variable, neighbours));
  for (const node of new Set(uncertain.map((each) => each.node))) {
    const names = uncertain.flatMap((each) => (each.node === node ? [each.name] : []));
    node.leaveOut(
      `Values that may be secrets are not copied from files. Add these variables to \`env\` or \`secrets\`: ${names.join(', ')}.`,
    );
  }
}

/** Names that say nothing but the address of a database. */
const DATABASE_URL = /^(DATABASE|DB|POSTGRES|POSTGRESQL|PG)_UR[LI]$/i;

function findDatabase(
  draft: Draft,
  { name, written = '', node }: ComposeVariable,
  neighbours: ComposeNeighbours,
): void {
  if (draft.databaseHost !== undefined) return;
  const host = neighbours.databases.find((each) => isHostIn(name, written, each));
  if (host !== undefined) setDatabase(draft, neighbours.database(host), node);
}

/** @returns Whether it was read: a value of a file that may be a secret is not. */
function setVariable(draft: Draft, variable: ComposeVariable, neighbours: ComposeNeighbours): boolean {
  const { name, written, node, isOfFile = false } = variable;
  const url = databaseUrl(written ?? '', neighbours.databases) ?? databaseUrlOf(draft, variable);
  const placeholder = url ?? placeholderOf(draft, variable, neighbours);
  const reference = placeholder === undefined ? cacheReference(draft, variable, neighbours) : undefined;
  if (placeholder !== undefined) setDatabaseVariable(draft, name, placeholder, node);
  else if (reference !== undefined) setReference(draft, name, reference, node);
  else if (isOfFile && written === '') node.take();
  else return setValue(draft, variable, neighbours);
  return true;
}

function setValue(
  draft: Draft,
  { name, written, node, isOfFile = false }: ComposeVariable,
  neighbours: ComposeNeighbours,
): boolean {
  const value = written === undefined ? undefined : literal(written);
  const other = value === undefined ? undefined : neighbours.others.find((host) => isHostIn(name, value, host));
  if (value === undefined) {
    if (isSecretName(name)) draft.secret(name, {}, node);
    else node.leaveOut(`The value of \`${name}\` comes from the environment of \`docker compose\`.`);
  } else if (other !== undefined && secretsInText(value).length === 0) setAddress(draft, name, { value, other, node });
  else if (isOfFile && !isSecretName(name) && !isPlain(name, value)) return false;
  else draft.variable(name, value, node);
  return true;
}

interface Address {
  readonly value: string;
  /** The service that it leads to. */
  readonly other: string;
  readonly node: ImportNode;
}

function setAddress(draft: Draft, name: string, { value, other, node }: Address): void {
  // Its own Service has the port 80.
  if (appName(other) === draft.name) return draft.variable(name, withAddress(value, other, [draft.name, '80']), node);
  draft.uses.add(appName(other));
  const used = withAddress(value, other, addressOfUse(appName(other)));
  // `SEARCH_HOST` of a `search` is there anyway.
  if (used === `$(${name})`) node.take();
  else draft.variable(name, used, node);
}

function placeholderOf(draft: Draft, { name, written }: ComposeVariable, neighbours: ComposeNeighbours) {
  const host = draft.databaseHost;
  return host === undefined ? undefined : databaseValue(name, written, neighbours.database(host));
}

/** `DATABASE_URL` with a value from outside, in an application with a database. */
function databaseUrlOf(draft: Draft, { name, written }: ComposeVariable): string | undefined {
  if (draft.databaseHost === undefined || !DATABASE_URL.test(name)) return undefined;
  const isKnown = written !== undefined && literal(written) !== undefined;
  return isKnown ? undefined : 'postgresql://{username}:{password}@{host}:{port}/{dbname}';
}

/** Names of variables with an address. `CACHE_DRIVER: redis` is no host, even with a service `redis`. */
const ADDRESS_NAME =
  /(HOST|HOSTNAME|HOSTS|SERVER|SERVERS|ADDR|ADDRESS|SEED|SEEDS|NODE|NODES|ENDPOINT|UPSTREAM|URL|URI)$/i;

/** Whether a value is an address with the name of a service, or this name alone in a variable for an address. */
function isHostIn(name: string, value: string, host: string): boolean {
  if (value === host) return ADDRESS_NAME.test(name);
  const escaped = host.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(^|//|@)${escaped}(:\\d+)?(/|$|\\?)`).test(value);
}

/** Callers reach an application at the host and port in the variables of its use. */
export function addressOfUse(app: string): readonly [host: string, port: string] {
  const prefix = app.toUpperCase().replaceAll('-', '_');
  return [`$(${prefix}_HOST)`, `$(${prefix}_PORT)`];
}

function withAddress(value: string, service: string, [own, ownPort]: readonly [host: string, port: string]): string {
  const escaped = service.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return value.replace(new RegExp(`(^|//|@)${escaped}(:\\d+)?(?=/|$|\\?)`), (_all, before: string, port?: string) => {
    const isUrl = before === '//' || port !== undefined;
    return `${before}${own}${isUrl ? `:${ownPort}` : ''}`;
  });
}

/** What the variables of a cache have in place of `REDIS_PASSWORD` and the like. */
const CACHE_FIELDS: readonly [pattern: RegExp, field: string][] = [
  [/(^|_)(REDIS|VALKEY)_(PASS|PASSWORD|PASSWD|PWD)$/i, 'PASS'],
  [/(^|_)(REDIS|VALKEY)_(USER|USERNAME)$/i, 'USER'],
];

/** The cache has TLS, a user and a password, so the program needs its whole address, and its login. */
function cacheReference(draft: Draft, { name, written = '' }: ComposeVariable, neighbours: ComposeNeighbours) {
  const service = neighbours.caches.find((host) => isHostIn(name, written, host));
  if (service !== undefined) return cacheField(service, /^rediss?:\/\//.test(written) ? 'URL' : 'HOST');
  const caches = draft.get('caches');
  const [only, ...more] = isMap(caches) ? Object.keys(caches) : [];
  const field = CACHE_FIELDS.find(([pattern]) => pattern.test(name))?.[1];
  return only === undefined || more.length > 0 || field === undefined ? undefined : cacheField(only, field);
}

function cacheField(service: string, field: string): { readonly cache: string; readonly field: string } {
  return { cache: appName(service).slice(0, 20), field };
}

function setReference(
  draft: Draft,
  name: string,
  { cache, field }: ReturnType<typeof cacheField>,
  node: ImportNode,
): void {
  if (draft.get('caches', cache) === undefined) draft.set(['caches', cache], {}, node);
  node.take();
  draft.set(['env', name], `$(${cache.toUpperCase().replaceAll('-', '_')}_CACHE_${field})`, node);
}
