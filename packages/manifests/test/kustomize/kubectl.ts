import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import type { GeneratedFile } from '@goldenpath/files';
import { CORE_SCHEMA, loadAll } from 'js-yaml';

import type { KubernetesObject } from '../../src/kustomize';

type TextFile = Pick<GeneratedFile, 'path' | 'content'>;

/** What `kubectl kustomize` renders of these folders, all in one run: their objects must differ in name or namespace. */
export function kubectlKustomize(files: readonly TextFile[], folders: readonly string[]): KubernetesObject[] {
  const directory = mkdtempSync(join(tmpdir(), 'goldenpath-kustomize-'));
  try {
    const resources = `resources: ${JSON.stringify(folders)}\n`;
    for (const { path, content } of [...files, { path: 'kustomization.yaml', content: resources }]) {
      mkdirSync(dirname(join(directory, path)), { recursive: true });
      writeFileSync(join(directory, path), content);
    }
    return objectsOf(render(directory));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function render(directory: string): string {
  try {
    return execFileSync('kubectl', ['kustomize', directory], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  } catch (error) {
    // Not `instanceof Error`: Node's own errors are not those of the world in which jest runs a test.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      throw new Error('These tests compare with `kubectl kustomize`: install kubectl 1.32 or newer.', { cause: error });
    }
    throw error;
  }
}

function objectsOf(yaml: string): KubernetesObject[] {
  const documents = loadAll(yaml, { schema: CORE_SCHEMA }) as (KubernetesObject | null)[];
  return documents.filter((document) => document !== null && document !== undefined);
}

/** Objects by identity, so that their order says nothing. */
export function byIdentity(objects: readonly KubernetesObject[]): Record<string, KubernetesObject> {
  return Object.fromEntries(
    objects.map((object) => {
      const { name, namespace = '' } = object.metadata;
      return [`${object.apiVersion} ${object.kind} ${namespace}/${name}`, object];
    }),
  );
}
