import type { Pod, Source, StoredValue } from './pod';
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
export function calledBy({ sources }: Pod): Called[] {
  const plain = Object.fromEntries(
    sources.flatMap((source) => ('value' in source ? [[source.name, source.value]] : [])),
  );
  return Object.entries(plain).flatMap(([name, value]) => {
    const [, service] = IN_CLUSTER.exec(value) ?? [];
    if (service === undefined || !HOST.test(name)) return [];
    return [{ service, answersHttp: name.replace(HOST, '_URL') in plain }];
  });
}

/**
 * The variables of an application on this machine: those of its pods, with the addresses of this machine.
 *
 * @param local - Addresses by the names of Services.
 * @param secrets - The contents of secrets by their names.
 * @param own - Values of this machine, which win.
 */
export function localVariables(
  pod: Pod,
  local: ReadonlyMap<string, LocalAddress>,
  secrets: Secrets,
  own: Variables = {},
): Variables {
  const given = pod.sources.flatMap((source): [string, string][] => {
    if ('value' in source) return [[source.name, own[source.name] ?? source.value]];
    const value = own[source.name] ?? secretValue(source, secrets, own);
    return value === undefined ? [] : [[source.name, value]];
  });
  const variables = new Map(Object.entries(withLocalAddresses(Object.fromEntries(given), local)));
  for (const { name, value } of pod.own) variables.set(name, expanded(localText(value, local), variables));
  return { ...Object.fromEntries(variables), ...own };
}

/** Returns the variables whose values are in the secret store alone, each once. */
export function storedVariables(pod: Pod, secrets: Secrets, without: ReadonlySet<string>): string[] {
  const isElsewhere = ({ secret }: StoredValue) => secrets.has(secret) || without.has(secret);
  const names = pod.sources.flatMap((source) => {
    if ('secret' in source) return isElsewhere(source) ? [] : [source.name];
    if (!('template' in source)) return [];
    return Object.entries(source.keys).flatMap(([key, value]) => (isElsewhere(value) ? [] : [key]));
  });
  return [...new Set(names)];
}

function secretValue(source: Exclude<Source, { readonly value: string }>, secrets: Secrets, own: Variables) {
  if ('secret' in source) return storedValue(source, secrets);
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
function expanded(text: string, variables: ReadonlyMap<string, string>): string {
  return text.replaceAll(/\$\$|\$\(([A-Za-z_][A-Za-z0-9_.-]*)\)/g, (whole, name: string | undefined) =>
    name === undefined ? '$' : (variables.get(name) ?? whole),
  );
}
