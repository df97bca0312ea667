import { keyOf } from '@goldenpath/model';
import { builtInRegistry } from '@goldenpath/parts';
import { codeFilesOf, dataFoldersOf, type FleetSource, platformNotes } from '@goldenpath/spec';
import { loadValidFleet, type ValidFleet } from '../load/load-valid-fleet';
import { templateFolders, withDigests } from '../scaffold/platform-templates';
import { generatorFingerprint } from '../synth/fingerprint';
import { plannedFleet, type PlannedFleet } from '../synth/planned-fleet';
import { cacheText, type FleetCache, storedJson } from './cache-text';
import { codeInputs } from './code-inputs';
import { codeStatus, templatesStatus } from './code-status';
import { type FleetListing, listFleet, UNKNOWN_STATUS } from './fleet-listing';
import type { CachingFleet, OpenContext, OpenPlannedOptions } from './open-planned-fleet';
import { cachedApp } from './update-fleet';

/**
 * Loads a valid fleet for a synthesis by reading all of it.
 *
 * @throws InvalidFleetError, UserError as `loadValidFleet`.
 */
export async function loadPlannedFleet(
  context: OpenContext,
  { apps, check = false }: Pick<OpenPlannedOptions, 'apps' | 'check'>,
): Promise<CachingFleet> {
  const dataFolders = dataFoldersOf(builtInRegistry).map(({ folder }) => folder);
  const listing = listFleet(context.source, dataFolders);
  context.onProgress({ kind: 'specs', all: listing.apps.size });
  const loaded = await loadValidFleet(context, apps);
  const fingerprint = generatorFingerprint(loaded.registry);
  const { source } = context;
  const folders = templateFolders(loaded.facts.platform, source.platformFile);
  // The status first: what changes after it is read again by the next run.
  const status = templatesStatus(folders);
  const templates = withDigests(folders);
  const fleet = plannedFleet(loaded, fingerprint, templates);
  const cacheContext = { fingerprint, dataFolders, templates: { folders: templates, status }, listing, source };
  // Before anything is made: facts are forgotten after that.
  const made = check ? undefined : newCache(loaded, fleet, cacheContext);
  return { fleet, cache: (catalog) => made && cacheText(catalog === undefined ? made : { ...made, catalog }) };
}

interface CacheContext {
  readonly fingerprint: string;
  readonly dataFolders: readonly string[];
  readonly templates: NonNullable<FleetCache['templates']>;
  readonly listing: FleetListing;
  readonly source: FleetSource;
}

/** Returns no cache for a fleet with errors, or with a platform file in TypeScript. */
function newCache(
  { loaded, registry, facts, others, isFlawless }: ValidFleet,
  fleet: PlannedFleet,
  {
    fingerprint,
    dataFolders,
    templates,
    listing: { platformStatus, codeContext, apps: statuses },
    source,
  }: CacheContext,
): FleetCache | undefined {
  const isCode = registry.sources.length > 0 || !source.platformFile.endsWith('.yaml');
  if (!isFlawless || platformStatus === undefined || isCode) return undefined;
  const codeFiles = codeFilesOf(loaded.apps);
  const code = codeFiles && codeInputs(codeFiles, codeContext);
  const specs = new Map(loaded.apps.map(({ spec }) => [spec.name, spec]));
  const apps = facts.apps.flatMap((app, index) => {
    const spec = specs.get(app.name);
    const planned = fleet.apps[index];
    if (spec === undefined || planned === undefined) return [];
    const status = statuses.get(app.name) ?? UNKNOWN_STATUS;
    return [cachedApp({ spec, facts: app, planned, others: others.get(app.name) ?? [], status }, registry)];
  });
  return {
    code: codeStatus(),
    fingerprint,
    platformFile: source.platformFile,
    platformStatus,
    appsFolder: source.appsFolder,
    dataFolders,
    environments: fleet.environments,
    notes: platformNotes(loaded.platformDocument),
    platformKey: keyOf(facts.platform),
    platformUnits: fleet.platformUnits,
    platformFacts: storedJson(facts.platform),
    platform: storedJson(registry === builtInRegistry ? loaded.platform : null),
    ...(Object.keys(templates.folders).length > 0 && { templates }),
    ...(code && { codeInputs: code }),
    apps,
  };
}
