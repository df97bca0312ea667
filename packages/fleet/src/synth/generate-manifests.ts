import * as fs from 'node:fs';
import * as path from 'node:path';
import { appManifests, readReleases } from '@goldenpath/manifests';
import type { GeneratedUnit, Job } from './generators';
import { registryOf } from './registry-of';
import { manifestUnit } from './units';

/** Generates the requested manifest units of an application. The release state in existing overlays is kept. */
export function generateManifests({ app, extensions, manifests, manifestsRoot }: Job): GeneratedUnit[] {
  if (app === undefined || manifests.length === 0) return [];
  const registry = registryOf(extensions ?? []);
  const releases = readReleases(app, registry, (file) =>
    manifestsRoot === undefined ? undefined : tryRead(path.join(manifestsRoot, file)),
  );
  const files = appManifests(app, registry, releases);
  return manifests.map((unit) => ({
    tree: 'manifests',
    unit,
    files: files.filter((file) => manifestUnit(app, file.path) === unit),
  }));
}

function tryRead(file: string): string | undefined {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // An obstacle at a file's path is reported when the file is written.
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR' || code === 'ELOOP') return undefined;
    throw error;
  }
}
