import { builtInRegistry } from '@goldenpath/parts';
import { join } from 'node:path';
import { type GeneratedFile, fileSet } from '@goldenpath/files';
import { appStacks, platformStacks, stacksManifest } from '@goldenpath/infra';
import { appManifests } from '@goldenpath/manifests';
import { type FleetFacts, fleetStacks, type PlatformFacts, resolveFleet } from '@goldenpath/model';
import { argocdFiles, clusterFiles } from '@goldenpath/platform';
import { formatDiagnostic, type LoadedFleet, loadFleet } from '@goldenpath/spec';

/** The root of this repository. */
export const ROOT = join(__dirname, '..', '..', '..');

/** A valid fleet, loaded and resolved. */
export interface TestFleet {
  readonly loaded: LoadedFleet;
  readonly facts: FleetFacts;
}

let ownFleet: Promise<TestFleet> | undefined;

/**
 * Loads the fleet of a folder that has `platform.yaml` and `apps/`. That of this repository is loaded once, because no test changes it.
 *
 * @throws Error with every mistake, as the command line prints them.
 */
export function openFleet(folder: string): Promise<TestFleet> {
  return folder === ROOT ? (ownFleet ??= loadFrom(ROOT)) : loadFrom(folder);
}

async function loadFrom(folder: string): Promise<TestFleet> {
  const { fleet, diagnostics } = await loadFleet(
    {
      platformFile: join(folder, 'platform.yaml'),
      appsFolder: join(folder, 'apps'),
      relativeTo: folder,
    },
    builtInRegistry,
  );
  if (fleet === undefined || diagnostics.length > 0) throw new Error(diagnostics.map(formatDiagnostic).join('\n'));
  const specs = fleet.apps.map(({ spec }) => spec);
  return { loaded: fleet, facts: resolveFleet(fleet.platform, specs, builtInRegistry) };
}

/** Every file of a fleet, as `goldenpath synth --out` lays them out, made in this process. */
export function synthesise(facts: FleetFacts): GeneratedFile[] {
  const { platform, apps } = facts;
  const manifests = [...platformManifests(platform), ...apps.flatMap((app) => appManifests(app, builtInRegistry))];
  const stacks = [stacksManifest(fleetStacks(facts)), ...synthesiseStacks(facts)];
  return fileSet([...below('gitops', manifests), ...below('cdktf.out', stacks)]);
}

/** The file of every stack of a fleet, at its path below the output folder. */
export function synthesiseStacks({ platform, apps }: FleetFacts): GeneratedFile[] {
  return [
    ...platformStacks(platform, builtInRegistry),
    ...apps.flatMap((app) => appStacks(app, platform, builtInRegistry)),
  ];
}

/** The manifests of the platform: for Argo CD, and for the cluster of each environment. */
export function platformManifests(platform: PlatformFacts): GeneratedFile[] {
  return [...argocdFiles(platform), ...platform.clusters.flatMap((cluster) => clusterFiles(cluster, platform))];
}

/** Files moved into a folder. */
export function below(folder: string, files: readonly GeneratedFile[]): GeneratedFile[] {
  return files.map((file) => ({ ...file, path: `${folder}/${file.path}` }));
}

/** The text of files by their path. */
export function textByPath(files: readonly Pick<GeneratedFile, 'path' | 'content'>[]): Record<string, string> {
  return Object.fromEntries(files.map(({ path, content }) => [path, content]));
}
