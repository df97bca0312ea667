import { type LocalPaths, withLocalPaths } from './local-paths';
import type { DevContainer } from './pod';
import type { Source, StoredValue } from './sources';
import { filled } from './template';

/** Where something listens on this machine. */
export interface LocalAddress {
  readonly host: string;
  readonly port: number;
}

/** The name of a Service in the cluster. */
const IN_CLUSTER = /^([a-z0-9-]+)\.[a-z0-9-]+\.svc\.cluster\.local$/;
const IN_TEXT = /([a-z0-9-]+)\.[a-z0-9-]+\.svc\.cluster\.local(:\d+)?/g;
const HOST = /_HOST$/;

type Variables = Readonly<Record<string, string>>;
type Secrets = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

/** An application that another one calls, as the variables of the caller say. */
export interface Called {
  /** The name of its Service. */
  readonly service: string;
  /** Whether the caller has its URL: it answers HTTP. */
  readonly answersHttp: boolean;
}

/** Returns what the variables of an application say that it calls, each once. */
export function calledBy({ sources }: DevContainer): Called[] {
  const plain = Object.fromEntries(
    sources.flatMap((source) => ('value' in source ? [[source.name, source.value]] : [])),
  );
  return Object.entries(plain).flatMap(([name, value]) => {
    const [, service] = IN_CLUSTER.exec(value) ?? [];
    if (service === undefined || !HOST.test(name)) return [];
    return [{ service, answersHttp: name.replace(HOST, '_URL') in plain }];
  });
}

/** What replaces things of a cluster on this machine. */
export interface Replaced {
  /** Addresses by the names of Services. */
  readonly local: ReadonlyMap<string, LocalAddress>;
  /** The contents of secrets by their names. */
  readonly secrets: Secrets;
  /** Values of this machine, which win. @default none */
  readonly own?: Variables;
  /** What stands for the paths in the container. @default every path stays */
  readonly paths?: LocalPaths;
}

/** The variables of a container on this machine: those of its pods, with the addresses and paths of this machine. */
export function localVariables(container: DevContainer, { local, secrets, own = {}, paths }: Replaced): Variables {
  const here = (text: string) => withLocalPaths(text, paths ?? new Map());
  const given = container.sources.flatMap((source): [string, string][] => {
    if ('value' in source) return [[source.name, own[source.name] ?? here(source.value)]];
    const value = valueOf(source, secrets, own);
    return value === undefined ? [] : [[source.name, value]];
  });
  const variables = new Map(Object.entries(withLocalAddresses(Object.fromEntries(given), local)));
  for (const { name, value } of container.own)
    variables.set(
      name,
      expanded(here(localText(value, local)), (key) => variables.get(key)),
    );
  return { ...Object.fromEntries(variables), ...own };
}

/** The words of a command on this machine, with the variables of the container. */
export function localWords(words: readonly string[], variables: Variables, { local, paths }: Replaced): string[] {
  return words.map((word) =>
    expanded(withLocalPaths(localText(word, local), paths ?? new Map()), (key) => variables[key]),
  );
}

/** Returns the value of a variable or a file; `undefined` where this machine has none. */
export function valueOf(source: Source, secrets: Secrets, own: Variables): string | undefined {
  return 'value' in source ? source.value : (own[source.name] ?? secretValue(source, secrets, own));
}

/** Returns the names of the values that are in the secret store alone, each once. */
export function storedVariables(sources: readonly Source[], secrets: Secrets, without: ReadonlySet<string>): string[] {
  const isElsewhere = ({ secret }: StoredValue) => secrets.has(secret) || without.has(secret);
  const names = sources.flatMap((source) => {
    if ('secret' in source) return isElsewhere(source) ? [] : [source.name];
    if (!('template' in source)) return [];
    return Object.entries(source.keys).flatMap(([key, value]) => (isElsewhere(value) ? [] : [key]));
  });
  return [...new Set(names)];
}

function secretValue(source: Exclude<Source, { readonly value: string }>, secrets: Secrets, own: Variables) {
  if ('secret' in source) return storedValue(source, secrets);
  if ('sealedIn' in source) return undefined;
  const text = filled(source.template, (key) => {
    const stored = Object.hasOwn(source.keys, key) ? source.keys[key] : undefined;
    return own[key] ?? (stored && storedValue(stored, secrets));
  });
  // The servers of this machine speak without TLS.
  return text?.replace(/^rediss:/, 'redis:');
}

function storedValue({ secret, property }: StoredValue, secrets: Secrets): string | undefined {
  const value = property === undefined ? undefined : secrets.get(secret)?.[property];
  return value === undefined ? undefined : String(value);
}

/** The host, the port and the URL of one Service are three variables with the same beginning. */
function withLocalAddresses(variables: Variables, local: ReadonlyMap<string, LocalAddress>): Variables {
  const changed: Record<string, string> = {};
  for (const [name, value] of Object.entries(variables)) {
    const address = HOST.test(name) ? local.get(IN_CLUSTER.exec(value)?.[1] ?? '') : undefined;
    changed[name] ??= localText(value, local);
    if (address === undefined) continue;
    changed[name] = address.host;
    const port = name.replace(HOST, '_PORT');
    if (port in variables) changed[port] = String(address.port);
  }
  return changed;
}

function localText(text: string, local: ReadonlyMap<string, LocalAddress>): string {
  return text.replaceAll(IN_TEXT, (whole, service: string) => {
    const address = local.get(service);
    return address === undefined ? whole : `${address.host}:${address.port}`;
  });
}

/** Expands `$(NAME)` as Kubernetes does: `$$` is a dollar, and a name that is not known stays. */
function expanded(text: string, variableOf: (name: string) => string | undefined): string {
  return text.replaceAll(/\$\$|\$\(([A-Za-z_][A-Za-z0-9_.-]*)\)/g, (whole, name: string | undefined) =>
    name === undefined ? '$' : (variableOf(name) ?? whole),
  );
}
