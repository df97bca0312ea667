import type { KubernetesObject } from '@goldenpath/manifests';
import { type Fields, fields, list } from './fields';
import { configurationOf, secretOf, type Source } from './sources';

/** A file that a container reads. */
export interface MountedFile {
  /** Its path in the container. */
  readonly path: string;
  readonly source: Source;
  readonly mode?: number;
}

/** What is mounted into a container. */
export type Mount = { readonly path: string } & (
  | { readonly kind: 'configuration' | 'secret'; readonly files: readonly MountedFile[] }
  /** A folder that is empty when the pod starts. */
  | { readonly kind: 'scratch' }
  /** A volume that is kept. `claim` is its name; every pod with a claim of its own has `data`. */
  | { readonly kind: 'volume'; readonly claim: string }
  /** Something that only a cluster has. */
  | { readonly kind: 'unknown'; readonly volume: string }
);

/** What the claims of a StatefulSet stand for. */
export const OWN_CLAIM = 'data';

/** This machine has it. */
const TEMPORARY = '/tmp';

interface PodFields {
  readonly pod: Fields;
  /** The names of the claims of a StatefulSet. */
  readonly claims: ReadonlySet<unknown>;
  readonly objects: readonly KubernetesObject[];
}

/** Returns what is mounted into a container, in the order of its paths. A ConfigMap or Secret whose files are mounted alone is one mount each. */
export function mountsOf(container: Fields, pod: PodFields): Mount[] {
  return list(container['volumeMounts'])
    .filter(({ mountPath }) => mountPath !== TEMPORARY)
    .map((mount) => mountOf(mount, pod))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function mountOf({ name, mountPath, subPath }: Fields, { pod, claims, objects }: PodFields): Mount {
  const path = String(mountPath);
  const volume = list(pod['volumes']).find((each) => each['name'] === name) ?? {};
  const { configMap, secret, persistentVolumeClaim: claim } = volume;
  if (claims.has(name)) return { path, kind: 'volume', claim: OWN_CLAIM };
  if (volume['emptyDir'] !== undefined) return { path, kind: 'scratch' };
  if (claim !== undefined) return { path, kind: 'volume', claim: String(fields(claim)['claimName']) };
  if (configMap !== undefined) {
    const sources = configurationOf(fields(configMap)['name'], objects);
    return { path, kind: 'configuration', files: filesOf(path, subPath, fields(configMap), sources) };
  }
  if (secret === undefined) return { path, kind: 'unknown', volume: String(name) };
  const sources = secretOf(fields(secret)['secretName'], objects);
  return { path, kind: 'secret', files: filesOf(path, subPath, fields(secret), sources) };
}

/** Without `items`, every key is a file. With `subPath`, the mount is one file. */
function filesOf(path: string, subPath: unknown, volume: Fields, sources: readonly Source[]): MountedFile[] {
  const items = list(volume['items']);
  const named: readonly { readonly key: string; readonly file: string; readonly mode?: unknown }[] =
    items.length === 0
      ? sources.map(({ name }) => ({ key: name, file: name }))
      : items.map((item) => ({ key: String(item['key']), file: String(item['path']), mode: item['mode'] }));
  return named.flatMap(({ key, file, mode = volume['defaultMode'] }) => {
    const source = sources.find(({ name }) => name === key);
    if (source === undefined || (subPath !== undefined && file !== subPath)) return [];
    const at = subPath === undefined ? `${path}/${file}` : path;
    return [{ path: at, source, ...(typeof mode === 'number' && { mode }) }];
  });
}
