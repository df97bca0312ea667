import * as fs from 'node:fs';
import * as path from 'node:path';
import type { GeneratedFile } from '@goldenpath/files';
import type { Registry } from '@goldenpath/extension';
import { appManifests, ManifestShapes, readReleases } from '@goldenpath/manifests';
import type { PlatformFacts } from '@goldenpath/model';
import type { GeneratedUnit, Job } from './generators';
import { registryOf } from './registry-of';
import { ARGOCD_UNIT, manifestUnit, platformUnit } from './units';

/** What was made for earlier jobs, by the registry that it was made with. */
const made = new WeakMap<Registry, ManifestShapes>();

/** Generates the requested manifest units of an application, or of the platform. The release state in existing overlays is kept. */
export function generateManifests({ app, platform, extensions, manifests, manifestsRoot }: Job): GeneratedUnit[] {
  if (manifests.length === 0) return [];
  if (app === undefined)
    return manifests.map((unit) => ({ tree: 'manifests', unit, files: platformFiles(unit, platform) }));
  const registry = registryOf(extensions ?? []);
  const releases = readReleases(app, registry, (file) =>
    manifestsRoot === undefined ? undefined : tryRead(path.join(manifestsRoot, file)),
  );
  const shapes = made.get(registry) ?? new ManifestShapes(registry);
  made.set(registry, shapes);
  const byUnit = new Map(manifests.map((unit) => [unit, [] as GeneratedFile[]]));
  for (const file of appManifests(app, registry, releases, undefined, shapes))
    byUnit.get(manifestUnit(app, file.path))?.push(file);
  return [...byUnit].map(([unit, files]) => ({ tree: 'manifests', unit, files }));
}

/** What makes them is loaded here: applications do not need it, and it is as long to load as their own generators. */
function platformFiles(unit: string, platform: PlatformFacts): GeneratedFile[] {
  const { argocdFiles, clusterFiles } = require('@goldenpath/platform') as typeof import('@goldenpath/platform');
  if (unit === ARGOCD_UNIT) return argocdFiles(platform);
  const cluster = platform.clusters.find(({ environment }) => unit === platformUnit(environment));
  if (cluster === undefined) throw new Error(`There is no unit ${unit}.`);
  return clusterFiles(cluster, platform);
}

function tryRead(file: string): string | undefined {
  try {
    // Before the first synthesis no file is there, and an error takes ten times as long.
    return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // An obstacle at a file's path is reported when the file is written.
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR' || code === 'ELOOP') return undefined;
    throw error;
  }
}
