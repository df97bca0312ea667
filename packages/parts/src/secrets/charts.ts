import type { ChartInput, KubernetesObject, ObjectFile, PodContribution } from '@goldenpath/extension';
import type { Chart } from 'cdk8s';
import { fileNameOf, folderOf } from '../mount-paths';
import { reloadedBy } from '../reloader';
import { addSecret, secretFile } from '../secret-store/charts';
import type { SecretFile, SecretsPart } from './types';

/** Pod annotation that changes with the names of the secrets, so that a new or removed one rolls the pods. */
const SECRETS_CHECKSUM = 'goldenpath.io/secrets-checksum';

/** Readable for the group of the pod alone. Some programs refuse a private key that others can read. */
const GROUP_READS = 0o440;

/** Adds what makes the Secret of the variables, and that of the files. */
export function add(chart: Chart, { facts: { variables, files } }: ChartInput<SecretsPart>): void {
  for (const [id, group] of Object.entries({ variables, files }))
    if (group !== undefined) {
      const data = group.entries.map(({ key, path, property }) => ({
        key,
        remote: { path, ...(property !== undefined && { property }) },
      }));
      addSecret(chart, `secret-${id}`, { secretName: group.secretName, source: group, data });
    }
}

/** Adds the variables, and mounts the folders of the files. */
export function pod({ variables, files, reloads, checksum }: SecretsPart): PodContribution {
  const names = [variables, files].flatMap((made) => made?.secretName ?? []);
  return {
    annotations: { [SECRETS_CHECKSUM]: checksum },
    ...(reloads && { controllerAnnotations: reloadedBy(...names) }),
    ...(variables && { envFrom: [{ secretRef: { name: variables.secretName } }] }),
    ...(files && { ...mounts(files.secretName, files.entries), ownsVolumes: true }),
  };
}

/** A whole folder is mounted: only there does Kubernetes replace the files when the Secret changes. */
function mounts(secretName: string, entries: readonly SecretFile[]): Pick<PodContribution, 'volumes' | 'volumeMounts'> {
  const folders = [...new Set(entries.map(({ mountPath }) => folderOf(mountPath)))].sort();
  const named = folders.map((folder, index) => ({ folder, name: `secret-files-${index + 1}` }));
  return {
    volumes: named.map(({ folder, name }) => ({
      name,
      secret: {
        secretName,
        defaultMode: GROUP_READS,
        items: entries
          .filter(({ mountPath }) => folderOf(mountPath) === folder)
          .map(({ key, mountPath }) => ({ key, path: fileNameOf(mountPath) })),
      },
    })),
    volumeMounts: named.map(({ folder, name }) => ({ name, mountPath: folder, readOnly: true })),
  };
}

/** Of an ExternalSecret, only the paths of the secrets differ between environments. */
export function file({ kind, metadata }: KubernetesObject, { files }: SecretsPart): ObjectFile {
  const suffix = metadata.name === files?.secretName ? 'secret-files' : 'secrets';
  return secretFile(kind, `externalsecret-${suffix}.yaml`, `sealedsecret-${suffix}.yaml`);
}
