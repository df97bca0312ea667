import type { AppFacts, Registry } from '@goldenpath/extension';
import { overlayKustomization, readRelease, type ReleasedImage } from '@goldenpath/kustomize';
import { builtImage } from './container-image';

/** By environment, the image that was released there. */
export type Releases = Readonly<Record<string, ReleasedImage>>;

/**
 * What runs of an application, as the overlays say that are there. Hand it to `appManifests`, and generating again
 * keeps it.
 *
 * @param textAt The text of a file of the GitOps tree, by its path, or `undefined` where there is none.
 * @returns no entry for an environment that nothing was generated for yet, and none at all for an upstream image.
 * @throws BrokenKustomizationError for an overlay that cannot be understood: what runs there would be lost.
 */
export function readReleases(
  app: AppFacts,
  registry: Registry,
  textAt: (path: string) => string | undefined,
): Releases {
  const releases: Record<string, ReleasedImage> = {};
  for (const facts of app.environments) {
    const image = builtImage(facts, registry);
    if (image === undefined) continue;
    const path = overlayKustomization(app.manifestsPath, facts.environment);
    const text = textAt(path);
    const released = text === undefined ? undefined : readRelease(text, image.placeholder, path);
    if (released) releases[facts.environment] = released;
  }
  return releases;
}
