import type { KubernetesObject } from '@goldenpath/manifests';

/** The container of an application, as its objects describe it. */
export interface Pod {
  readonly image: string;
  readonly port: number | undefined;
  /** Variables of ConfigMaps and of Secrets that a secret store fills, in the order in which later ones win. */
  readonly sources: readonly Source[];
  /** Variables of the container itself. They win, and may refer to others: `$(NAME)`. */
  readonly own: readonly { readonly name: string; readonly value: string }[];
  /** The sidecars and init containers, which do not run on this machine: `proxy (envoy:1.30)`. */
  readonly beside: readonly string[];
  /** Where volumes that are kept are mounted. */
  readonly volumes: readonly string[];
}

/** A variable and where it comes from. */
export type Source =
  | { readonly name: string; readonly value: string }
  | { readonly name: string; readonly secret: string; readonly property: string };

type Fields = Readonly<Record<string, unknown>>;

const WORKLOADS = ['Deployment', 'StatefulSet'];

/** Returns the container of an application; `undefined` where its objects have none. */
export function podOf(objects: readonly KubernetesObject[]): Pod | undefined {
  const workload = objects.find(({ kind }) => WORKLOADS.includes(kind));
  if (workload === undefined) return undefined;
  const spec = fields(fields(workload)['spec']);
  const pods = fields(fields(spec['template'])['spec']);
  const [container] = list(pods['containers']);
  if (container === undefined) return undefined;
  const claims = new Set(list(spec['volumeClaimTemplates']).map((claim) => fields(claim['metadata'])['name']));
  const [port] = list(container['ports']);
  return {
    image: String(container['image']),
    port: port === undefined ? undefined : Number(port['containerPort']),
    sources: list(container['envFrom']).flatMap((source) => variablesOf(source, objects)),
    own: list(container['env']).flatMap(({ name, value }) =>
      typeof value === 'string' ? [{ name: String(name), value }] : [],
    ),
    beside: list(pods['initContainers']).map(({ name, image }) => `${String(name)} (${String(image)})`),
    volumes: list(container['volumeMounts'])
      .filter(({ name }) => claims.has(name))
      .map(({ mountPath }) => String(mountPath)),
  };
}

function variablesOf(source: Fields, objects: readonly KubernetesObject[]): Source[] {
  const [map, secret] = [fields(source['configMapRef'])['name'], fields(source['secretRef'])['name']];
  const named = (kind: string, name: unknown) =>
    fields(objects.find((object) => object.kind === kind && object.metadata.name === name));
  if (map !== undefined)
    return Object.entries(fields(named('ConfigMap', map)['data'])).map(([name, value]) => ({
      name,
      value: String(value),
    }));
  return list(fields(named('ExternalSecret', secret)['spec'])['data']).map(({ secretKey, remoteRef }) => ({
    name: String(secretKey),
    secret: String(fields(remoteRef)['key']),
    property: String(fields(remoteRef)['property']),
  }));
}

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function list(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.map(fields) : [];
}
