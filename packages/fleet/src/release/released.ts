import type { AppFacts } from '@goldenpath/model';
import {
  type GitopsRequest,
  publishedApps,
  releasedApp,
  type ReleasedApp,
  type ReleaseOverlay,
} from '@goldenpath/gitops';
import { generatedManifests, manifestsIn } from '../publish/synthesised-manifests';
import { loadResolvedFleet } from '../load/load-resolved-fleet';
import { assertKnown } from '../load/assert-known';
import type { FleetContext } from '../context';
import type { PublishedFleet } from '../gitops/repository';

/** An application of the fleet with release state. */
export interface OpenedApp {
  readonly facts: AppFacts;
  readonly fleet: PublishedFleet;
  readonly app: ReleasedApp;
  /** Returns the application as it is published, for its first release in an environment. */
  readonly publication: () => Promise<GitopsRequest>;
}

/**
 * Opens the fleet for the releases of one application.
 *
 * @throws UserError when the application does not exist, or does not run in one of the environments.
 * @throws ReleaseError when it has no release state.
 */
export async function openReleased(
  context: FleetContext,
  name: string,
  environments: readonly string[],
): Promise<OpenedApp> {
  const { facts, registry, units } = await loadResolvedFleet(context, [name]);
  const app = facts.apps.find((candidate) => candidate.name === name);
  if (app === undefined) throw new Error(`${name} disappeared while the fleet was loaded.`);
  const known = app.environments.map(({ environment }) => environment);
  assertKnown(`environment of ${name}`, environments, known);
  const { platform } = facts;
  return {
    facts: app,
    fleet: { platform, registry },
    app: releasedApp(app, platform, registry),
    publication: async () => {
      const files = units === undefined ? await generatedManifests(app, registry) : manifestsIn(units);
      return {
        organisation: platform.organisation,
        layout: platform.gitops.layout,
        apps: publishedApps([app], platform, files, registry),
        removed: [],
        fleet: facts.apps.map(({ name: each }) => each),
        environments: platform.environments.map(({ name: each }) => each),
        accept: platform.accept,
      };
    },
  };
}

/** Returns an application's overlay in an environment that it runs in. */
export function overlayIn({ name, overlays }: ReleasedApp, environment: string): ReleaseOverlay {
  const found = overlays.find((overlay) => overlay.environment === environment);
  if (found === undefined) throw new Error(`${name} has no image in ${environment}.`);
  return found;
}
