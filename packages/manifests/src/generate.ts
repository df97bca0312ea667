import type { AppFacts, AppInEnvironment, Registry } from '@goldenpath/extension';
import type { GeneratedFile } from '@goldenpath/files';
import { kustomizeTree, type Placed } from '@goldenpath/kustomize';
import { isDeepStrictEqual } from 'node:util';
import { imageReleases } from './container-image';
import type { Releases } from './releases';
import { renderForBase } from './render';

/**
 * The kustomize base and overlays of an application, below its `manifestsPath`; all files are managed.
 *
 * @param registry The parts that make its objects.
 * @param releases What runs, as `readReleases` finds it in the overlays that are there, so that generating again keeps
 *   it. @default in each environment the tag that the facts begin with
 * @param environments The overlays to make; the base is the same whichever they are. @default all of the application's
 * @returns no files where its parts make no objects.
 */
export function appManifests(
  app: AppFacts,
  registry: Registry,
  releases: Releases = {},
  environments?: readonly string[],
): GeneratedFile[] {
  const rendered = renderer(app.name, registry);
  const general = app.general.map(rendered).filter((objects) => objects.length > 0);
  if (general.length === 0) return [];
  return kustomizeTree({
    root: app.manifestsPath,
    general: general.map((objects) => ({ objects, images: [] })),
    environments: app.environments
      .filter(({ environment }) => environments?.includes(environment) ?? true)
      .map((facts) => ({
        name: facts.environment,
        objects: rendered(facts),
        images: imageReleases(facts, registry, releases[facts.environment]),
      }))
      .filter(({ objects }) => objects.length > 0),
  });
}

/** Renders with the image's bare name, which the overlay replaces; and the same facts only once. */
function renderer(app: string, registry: Registry): (facts: AppInEnvironment) => Placed[] {
  const render = renderForBase(app, registry);
  const done: { facts: AppInEnvironment; objects: Placed[] }[] = [];
  return (facts) => {
    const before = done.find((other) => isSame(other.facts, facts));
    if (before) return before.objects;
    const objects = render(facts);
    done.push({ facts, objects });
    return objects;
  };
}

/** Most differ in their environment, which is quickly seen. */
function isSame(a: AppInEnvironment, b: AppInEnvironment): boolean {
  return a === b || (a.environment === b.environment && isDeepStrictEqual(a, b));
}
