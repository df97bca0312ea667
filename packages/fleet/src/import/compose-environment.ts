import { isSecretName, secretsInText } from '@goldenpath/extension';
import { databaseField, databaseUrl, type FoundDatabase, setDatabase, setDatabaseVariable } from './databases';
import { appName, type Draft } from './draft';
import type { ImportNode } from './node';

/** The services of a compose file. */
export interface ComposeNeighbours {
  readonly databases: readonly string[];
  readonly caches: readonly string[];
  readonly others: readonly string[];
  readonly isReplaced: (service: string) => boolean;
  readonly database: (service: string) => Pick<FoundDatabase, 'name' | 'username'>;
}

/** Reads `environment`: a mapping, or a list of `NAME=value`. */
export function setEnvironment(draft: Draft, node: ImportNode, neighbours: ComposeNeighbours): void {
  for (const [name, field] of node.entries()) setVariable(draft, name, field.text(), field, neighbours);
  for (const item of node.items()) {
    const [, name = '', value] = /^([^=]*)(?:=(.*))?$/s.exec(item.text() ?? '') ?? [];
    setVariable(draft, name, value, item, neighbours);
  }
}

function setVariable(
  draft: Draft,
  name: string,
  written: string | undefined,
  node: ImportNode,
  neighbours: ComposeNeighbours,
): void {
  const value = written === undefined ? undefined : interpolated(written);
  if (value === undefined) {
    if (isSecretName(name) || databaseField(name) === '{password}') return setSecret(draft, name, node, neighbours);
    return node.leaveOut('Its value comes from the environment of `docker compose`.');
  }
  const found = neighbours.databases.find((host) => isHostIn(value, host));
  if (found !== undefined && draft.get('database') === undefined) setDatabase(draft, neighbours.database(found), node);
  const url = databaseUrl(value, neighbours.databases);
  if (url !== undefined) return setDatabaseVariable(draft, name, url, node);
  if (draft.get('database') !== undefined && databaseField(name) !== undefined)
    return setDatabaseVariable(draft, name, databaseField(name) ?? '', node);
  const cache = neighbours.caches.find((host) => isHostIn(value, host));
  if (cache !== undefined) return setCacheVariable(draft, name, value, cache, node);
  const other = neighbours.others.find((host) => isHostIn(value, host) && appName(host) !== draft.name);
  if (other === undefined || secretsInText(value).length > 0) return draft.variable(name, value, node);
  draft.uses.add(appName(other));
  draft.variable(name, withVariablesOfUse(value, other), node);
}

function setSecret(draft: Draft, name: string, node: ImportNode, { databases }: ComposeNeighbours): void {
  const field = databaseField(name);
  if (field !== undefined && databases.length > 0 && draft.get('database') !== undefined)
    return setDatabaseVariable(draft, name, field, node);
  draft.secret(name, {}, node);
}

/** Whether a value is the name of a service, or an address with it. */
function isHostIn(value: string, host: string): boolean {
  const escaped = host.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(^|//|@)${escaped}(:\\d+)?(/|$|\\?)`).test(value);
}

/** Callers reach an application at the host and port in the variables of its use. */
function withVariablesOfUse(value: string, service: string): string {
  const prefix = appName(service).toUpperCase().replaceAll('-', '_');
  const escaped = service.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return value.replace(new RegExp(`(^|//|@)${escaped}(:\\d+)?(?=/|$|\\?)`), (_all, before: string, port?: string) => {
    const isUrl = before === '//' || port !== undefined;
    return `${before}$(${prefix}_HOST)${isUrl ? `:$(${prefix}_PORT)` : ''}`;
  });
}

/** The cache has TLS and a password, so the program needs its whole address. */
function setCacheVariable(draft: Draft, name: string, value: string, service: string, node: ImportNode): void {
  const cache = appName(service).slice(0, 20);
  if (draft.get('caches', cache) === undefined) draft.set(['caches', cache], {}, node);
  const prefix = `${cache.toUpperCase().replaceAll('-', '_')}_CACHE`;
  const whole = /^rediss?:\/\//.test(value) ? `$(${prefix}_URL)` : `$(${prefix}_HOST)`;
  node.take();
  draft.set(['env', name], whole, node);
}

/**
 * Returns a value with the defaults of its `${NAME:-default}`; `undefined` if a part of it comes from the environment. `$$` is a dollar sign.
 */
function interpolated(text: string): string | undefined {
  let isOpen = false;
  const value = text.replaceAll(
    /\$(?:(\$)|\{([A-Za-z_]\w*)(?::?-([^}]*))?[^}]*\}|([A-Za-z_]\w*))/g,
    (_all, dollar?: string, _braced?: string, usual?: string) => {
      if (dollar !== undefined) return '$';
      if (usual === undefined) isOpen = true;
      return usual ?? '';
    },
  );
  return isOpen ? undefined : value;
}
