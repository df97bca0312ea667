import type { AppFacts, Registry } from '@goldenpath/extension';
import type { GeneratedFile } from '@goldenpath/files';
import { kustomizeTree } from '@goldenpath/kustomize';
import { imageReleases } from './container-image';
import { patchesOf } from './patches/apply';
import type { Releases } from './releases';
import { renderForBase } from './render';
import type { ManifestShapes } from './shapes/manifest-shapes';

/**
 * The kustomize base and overlays of an application, below its `manifestsPath`; all files are managed.
 *
 * @param registry The parts that make its objects.
 * @param releases What runs, as `readReleases` finds it in the overlays that are there, so that generating again keeps
 *   it. @default in each environment the tag that the facts begin with
 * @param environments The overlays to make; the base is the same whichever they are. @default all of the application's
 * @param shapes What was made of other applications. @default none: everything is made
 * @returns no files where its parts make no objects.
 */
export function appManifests(
  app: AppFacts,
  registry: Registry,
  releases: Releases = {},
  environments?: readonly string[],
  shapes?: ManifestShapes,
): GeneratedFile[] {
  const make = () => ownManifests(app, registry, releases, environments);
  return shapes === undefined || environments !== undefined ? make() : shapes.files(app, releases, make);
}

/** From the facts of the application alone. */
function ownManifests(
  app: AppFacts,
  registry: Registry,
  releases: Releases,
  environments: readonly string[] | undefined,
): GeneratedFile[] {
  const render = renderForBase(app.name, registry);
  const general = app.general.map((facts) => render(facts)).filter((objects) => objects.length > 0);
  if (general.length === 0) return [];
  const tree = kustomizeTree({
    root: app.manifestsPath,
    general: general.map((objects) => ({ objects, images: [] })),
    environments: app.environments
      .filter(({ environment }) => environments?.includes(environment) ?? true)
      .map((facts) => ({
        name: facts.environment,
        objects: render(facts),
        images: imageReleases(facts, registry, releases[facts.environment]),
        patches: patchesOf(facts, registry),
      }))
      .filter(({ objects }) => objects.length > 0),
  });
  return [...tree];
}
