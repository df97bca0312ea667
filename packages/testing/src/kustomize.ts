import { execFileSync } from 'node:child_process';
import type { GeneratedFile } from '@goldenpath/files';
import type { KubernetesObject } from '@goldenpath/kustomize';
import { CORE_SCHEMA, loadAll } from 'js-yaml';
import { textByPath } from './fleet';
import { testFolder } from './folders';

type TextFile = Pick<GeneratedFile, 'path' | 'content'>;

/**
 * What `kubectl kustomize` builds of these folders, all in one process: their objects must differ in name or namespace.
 *
 * @throws Error if kustomize fails, or if there is no kubectl.
 */
export function kubectlKustomize(files: readonly TextFile[], folders: readonly string[]): KubernetesObject[] {
  const resources = `resources: ${JSON.stringify(folders)}\n`;
  return kustomizeFolder(testFolder({ ...textByPath(files), 'kustomization.yaml': resources }));
}

/** What `kubectl kustomize` builds of one folder. */
export function kustomizeFolder(folder: string): KubernetesObject[] {
  const output = execFileSync('kubectl', ['kustomize', folder], { encoding: 'utf8', maxBuffer: 1 << 26 });
  const documents = loadAll(output, { schema: CORE_SCHEMA }) as (KubernetesObject | null)[];
  return documents.filter((document) => document !== null);
}

/** Objects by identity, so that a comparison ignores their order. */
export function byIdentity(objects: readonly KubernetesObject[]): Record<string, KubernetesObject> {
  return Object.fromEntries(
    objects.map((object) => {
      const { name, namespace = '' } = object.metadata;
      return [`${object.apiVersion} ${object.kind} ${namespace}/${name}`, object];
    }),
  );
}
