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
  /** Where secrets are mounted as files. */
  readonly secretFolders: readonly string[];
  /** Whether it does its work and ends. */
  readonly isJob: boolean;
}

/** A variable and where it comes from. */
export type Source =
  | { readonly name: string; readonly value: string }
  | ({ readonly name: string } & StoredValue)
  | { readonly name: string; readonly template: string; readonly keys: Readonly<Record<string, StoredValue>> };

/** A property of a secret of the store, or the whole of it. */
export interface StoredValue {
  readonly secret: string;
  readonly property?: string;
}

type Fields = Readonly<Record<string, unknown>>;

const WORKLOADS = ['Deployment', 'StatefulSet', 'CronJob'];

/** Returns the container of an application; `undefined` where its objects have none. */
export function podOf(objects: readonly KubernetesObject[]): Pod | undefined {
  const workload = objects.find(({ kind }) => WORKLOADS.includes(kind));
  if (workload === undefined) return undefined;
  const isJob = workload.kind === 'CronJob';
  const outer = fields(fields(workload)['spec']);
  const spec = isJob ? fields(fields(outer['jobTemplate'])['spec']) : outer;
  const pod = fields(fields(spec['template'])['spec']);
  const [container] = list(pod['containers']);
  if (container === undefined) return undefined;
  const claims = new Set(list(spec['volumeClaimTemplates']).map((claim) => fields(claim['metadata'])['name']));
  const secretVolumes = new Set(
    list(pod['volumes']).flatMap(({ name, secret }) => (secret === undefined ? [] : [name])),
  );
  const [port] = list(container['ports']);
  const mountPaths = (names: ReadonlySet<unknown>) =>
    list(container['volumeMounts'])
      .filter(({ name }) => names.has(name))
      .map(({ mountPath }) => String(mountPath));
  return {
    image: String(container['image']),
    port: port === undefined ? undefined : Number(port['containerPort']),
    sources: list(container['envFrom']).flatMap((source) => variablesOf(source, objects)),
    own: list(container['env']).flatMap(({ name, value }) =>
      typeof value === 'string' ? [{ name: String(name), value }] : [],
    ),
    beside: list(pod['initContainers']).map(({ name, image }) => `${String(name)} (${String(image)})`),
    volumes: mountPaths(claims),
    secretFolders: mountPaths(secretVolumes),
    isJob,
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
  return secretVariables(fields(named('ExternalSecret', secret)['spec']));
}

/** A template replaces the keys, so it names all of them. */
function secretVariables(spec: Fields): Source[] {
  const keys = Object.fromEntries(
    list(spec['data']).map(({ secretKey, remoteRef }): [string, StoredValue] => {
      const { key, property } = fields(remoteRef);
      return [
        String(secretKey),
        { secret: String(key), ...(property !== undefined && { property: String(property) }) },
      ];
    }),
  );
  const template = fields(fields(fields(spec['target'])['template'])['data']);
  if (Object.keys(template).length === 0) return Object.entries(keys).map(([name, value]) => ({ name, ...value }));
  return Object.entries(template).map(([name, text]) => ({ name, template: String(text), keys }));
}

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function list(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.map(fields) : [];
}
