import { overlayKustomization } from '@goldenpath/kustomize';
import type { AppFacts, PlatformFacts, Registry } from '@goldenpath/extension';
import { containerImage } from './container-image';
import { ReleaseError } from './errors';

/** The location of an application's release state in one environment: an entry of an overlay's `images`. */
export interface ReleaseOverlay {
  readonly app: string;
  readonly environment: string;
  /** The overlay's `kustomization.yaml`, from the root of the repository. */
  readonly file: string;
  /** The image name in the base, without a registry. */
  readonly image: string;
  /** The image URL without a tag. */
  readonly url: string;
  /** The tag before the first release. */
  readonly initialTag: string;
  /** Whether `latest` may run in this environment. */
  readonly mutableTags: boolean;
}

/** An application's environments with release state, in rollout order. */
export interface ReleasedApp {
  readonly name: string;
  readonly overlays: readonly ReleaseOverlay[];
}

/** Returns the folder of an application's manifests: `apps/<name>/deploy` in a central repository, `deploy` in its own. */
export function manifestsFolder(
  app: Pick<AppFacts, 'manifestsPath'>,
  layout: PlatformFacts['gitops']['layout'],
): string {
  return layout === 'central' ? app.manifestsPath : app.manifestsPath.slice(app.manifestsPath.lastIndexOf('/') + 1);
}

/** Returns the overlays of an application; `undefined` when it builds no image of its own. */
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
 * Returns the overlays of an application.
 *
 * @throws ReleaseError when it builds no image of its own, and therefore has no release state.
 */
export function releasedApp(app: AppFacts, platform: PlatformFacts, registry: Registry): ReleasedApp {
  const found = tryReleasedApp(app, platform, registry);
  if (found !== undefined) return found;
  const upstream = app.environments
    .map((facts) => containerImage(facts, registry))
    .find((image) => image?.source === 'upstream');
  const why =
    upstream?.source === 'upstream'
      ? `runs the upstream image ${upstream.reference} from its spec`
      : 'has no pods and therefore no image';
  throw new ReleaseError(
    'no-release-state',
    `${app.name} has no release state: it ${why}.`,
    upstream === undefined
      ? 'Use an application that builds its own image.'
      : 'Change `image` in its spec, then publish it.',
  );
}
