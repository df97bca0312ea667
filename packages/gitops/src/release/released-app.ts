import { overlayKustomization } from '@goldenpath/kustomize';
import type { AppFacts, PlatformFacts, Registry } from '@goldenpath/extension';
import { containerImage } from './container-image';
import { ReleaseError } from './errors';

/** Where one application's release state of one environment is: an entry of an overlay's `images`. */
export interface ReleaseOverlay {
  readonly app: string;
  readonly environment: string;
  /** The overlay's `kustomization.yaml`, from the root of the repository. */
  readonly file: string;
  /** The bare name in the base. */
  readonly image: string;
  /** What the image is pulled by, without a tag. */
  readonly url: string;
  /** What stands there before anything was released. */
  readonly initialTag: string;
  /** Whether `latest` may run here. */
  readonly mutableTags: boolean;
}

/** An application's environments that have release state, in the order that a release goes through them. */
export interface ReleasedApp {
  readonly name: string;
  readonly overlays: readonly ReleaseOverlay[];
}

/** Where in its repository an application's manifests are: `apps/<name>/deploy` in a central one, `deploy` in its own. */
export function manifestsFolder(
  app: Pick<AppFacts, 'manifestsPath'>,
  layout: PlatformFacts['gitops']['layout'],
): string {
  return layout === 'central' ? app.manifestsPath : app.manifestsPath.slice(app.manifestsPath.lastIndexOf('/') + 1);
}

/** The overlays of an application; `undefined` where it has none, because it has no image of its own. */
export function tryReleasedApp(app: AppFacts, platform: PlatformFacts, registry: Registry): ReleasedApp | undefined {
  const folder = manifestsFolder(app, platform.gitops.layout);
  const overlays = app.environments.flatMap((facts): ReleaseOverlay[] => {
    const { environment } = facts;
    const built = containerImage(facts, registry);
    if (built?.source !== 'built') return [];
    const { placeholder: image, url, initialTag } = built;
    const mutableTags = platform.environments.some(({ name, mutableTags: may }) => name === environment && may);
    const file = overlayKustomization(folder, environment);
    return [{ app: app.name, environment, file, image, url, initialTag, mutableTags }];
  });
  return overlays.length === 0 ? undefined : { name: app.name, overlays };
}

/**
 * The overlays of an application.
 *
 * @throws ReleaseError where it has no image of its own, and so no release state.
 */
export function releasedApp(app: AppFacts, platform: PlatformFacts, registry: Registry): ReleasedApp {
  const found = tryReleasedApp(app, platform, registry);
  if (found !== undefined) return found;
  const upstream = app.environments
    .map((facts) => containerImage(facts, registry))
    .find((image) => image?.source === 'upstream');
  const why =
    upstream?.source === 'upstream'
      ? `runs the upstream image ${upstream.reference}, which its spec names`
      : 'has no pods, and so no image';
  throw new ReleaseError(
    'no-release-state',
    `${app.name} has no release state: it ${why}.`,
    upstream === undefined ? 'Name an application that is built.' : 'Change `image` in its spec, then publish it.',
  );
}
