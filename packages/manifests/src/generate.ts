import type { AppFacts, AppInEnvironment } from '@goldenpath/model';
import type { GeneratedFile } from '@goldenpath/files';
import { isDeepStrictEqual } from 'node:util';
import { imageReleases } from './charts/container-image';
import { renderForBase } from './charts/render';
import { kustomizeTree, type Placed } from '@goldenpath/kustomize';
import { place } from './layout';
import type { Releases } from './releases';

/**
 * The kustomize base and overlays of an application, below its `manifestsPath`; all files are managed.
 *
 * @param releases What runs, as `readReleases` finds it in the overlays that are there, so that generating again keeps
 *   it. @default in each environment the tag that the facts begin with
 * @param environments The overlays to make; the base is the same whichever they are. @default all of the application's
 * @returns no files where the application has no workload.
 */
export function appManifests(
  app: AppFacts,
  releases: Releases = {},
  environments?: readonly string[],
): GeneratedFile[] {
  const wanted = app.environments.filter(
    ({ environment, workload }) => workload && (environments?.includes(environment) ?? true),
  );
  const general = app.general.filter(({ workload }) => workload);
  if (general.length === 0) return [];
  const rendered = renderer();
  return kustomizeTree({
    root: app.manifestsPath,
    general: general.map((facts) => ({ objects: rendered(facts), images: [] })),
    environments: wanted.map((facts) => ({
      name: facts.environment,
      objects: rendered(facts),
      images: imageReleases(facts, releases[facts.environment]),
    })),
  });
}

/** Renders with the image's bare name, which the overlay replaces; and the same facts only once. */
function renderer(): (facts: AppInEnvironment) => Placed[] {
  const done: { facts: AppInEnvironment; objects: Placed[] }[] = [];
  return (facts) => {
    const before = done.find((other) => isSame(other.facts, facts));
    if (before) return before.objects;
    const objects = place(renderForBase(facts));
    done.push({ facts, objects });
    return objects;
  };
}

/** Most differ in their environment, which is quickly seen. */
function isSame(a: AppInEnvironment, b: AppInEnvironment): boolean {
  return a.environment === b.environment && isDeepStrictEqual(a, b);
}
