import type { Pod } from './pod';

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
 */
export function localVariables(
  pod: Pod,
  local: ReadonlyMap<string, LocalAddress>,
  secrets: ReadonlyMap<string, Readonly<Record<string, unknown>>>,
): Variables {
  const given = pod.sources.flatMap((source): [string, string][] => {
    if ('value' in source) return [[source.name, source.value]];
    const value = secrets.get(source.secret)?.[source.property];
    return value === undefined ? [] : [[source.name, String(value)]];
  });
  const variables = new Map(Object.entries(withLocalAddresses(Object.fromEntries(given), local)));
  for (const { name, value } of pod.own) variables.set(name, expanded(localText(value, local), variables));
  return Object.fromEntries(variables);
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
