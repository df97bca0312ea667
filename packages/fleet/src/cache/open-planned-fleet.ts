import { UserError } from '@goldenpath/errors';
import { keyOf, resolverOf } from '@goldenpath/model';
import { builtInRegistry } from '@goldenpath/parts';
import type { TemplateFolders } from '@goldenpath/scaffold';
import { codeFilesOf, type FleetSource, loadChangedSpecs, platformNotes } from '@goldenpath/spec';
import { assertSpecs, type LoadContext, loadValidFleet, type ValidFleet } from '../load/load-valid-fleet';
import { generatorFingerprint } from '../synth/fingerprint';
import { templateFolders, withDigests } from '../scaffold/platform-templates';
import { type FactsSource, plannedFleet, type PlannedFleet } from '../synth/planned-fleet';
import { cacheText, type FleetCache, specOf, storedJson } from './cache-text';
import { codeInputs } from './code-inputs';
import { codeStatus, templatesStatus } from './code-status';
import { steadyStatus } from './file-status';
import type { FleetBasis } from './fleet-basis';
import { type FleetListing, listFleet, UNKNOWN_STATUS } from './fleet-listing';
import { type KnownFleet, openKnownFleet } from './known-fleet';
import { cachedApp } from './update-fleet';

/** A fleet to synthesise, and the cache for the next run. */
export interface CachingFleet {
  readonly fleet: PlannedFleet;
  /**
   * Returns the text of the new cache; `undefined` when there is none or it is unchanged.
   *
   * @param catalog - A digest of the catalog of databases. @default the run did not compare it
   */
  readonly cache: (catalog?: string) => string | undefined;
  /** The digest that the last run noted. @default the databases of the fleet may have changed since */
  readonly catalog?: string;
}

/** Options for opening a fleet. */
export interface OpenPlannedOptions {
  /** Applications whose errors count; an empty list means all. */
  readonly apps: readonly string[];
  /** The tree that contains the cache. */
  readonly root: string | undefined;
  /** Read every spec. */
  readonly verify: boolean;
}

/**
 * Opens a valid fleet for a synthesis. Specs that did not change since the last run are not read.
 *
 * @throws InvalidFleetError, UserError as `loadValidFleet`.
 */
export async function openPlannedFleet(context: LoadContext, options: OpenPlannedOptions): Promise<CachingFleet> {
  assertSpecs(context);
  const { apps, root, verify } = options;
  const known = verify || root === undefined ? undefined : await openKnownFleet(context, [root]);
  if (known !== undefined) return fromCache(known, context);
  const listing = listFleet(context.source);
  const loaded = await loadValidFleet(context, apps);
  const fingerprint = generatorFingerprint(loaded.registry);
  const { source } = context;
  const folders = templateFolders(loaded.facts.platform, source.platformFile);
  // The status first: what changes after it is read again by the next run.
  const status = templatesStatus(folders);
  const templates = withDigests(folders);
  const fleet = plannedFleet(loaded, fingerprint, templates);
  const cacheContext = { fingerprint, templates: { folders: templates, status }, listing, source };
  return { fleet, cache: (catalog) => newCache(loaded, fleet, { ...cacheContext, catalog }) };
}

function fromCache({ cache: known, updated, listing }: KnownFleet, context: LoadContext): CachingFleet {
  const cache = updated?.cache ?? known;
  const left = updated === undefined || updated.hasSameDatabases ? known.catalog : undefined;
  let facts: Promise<FactsSource> | undefined;
  return {
    fleet: {
      environments: cache.environments,
      registry: builtInRegistry,
      platformUnits: cache.platformUnits,
      apps: cache.apps.map(({ files, units, summary }) => ({
        name: files.folder,
        units: () => units.value,
        summary: () => summary.value,
      })),
      facts: () =>
        (facts ??=
          updated === undefined
            ? resolved(cache, context)
            : Promise.resolve(factsOf(updated.basis, templatesOf(cache)))),
    },
    cache(catalog) {
      const isNew = updated !== undefined || (catalog !== undefined && catalog !== known.catalog);
      return isNew && listing.platformStatus !== undefined ? cacheText(withCatalog(cache, catalog ?? left)) : undefined;
    },
    ...(left !== undefined && { catalog: left }),
  };
}

function withCatalog({ catalog: _before, ...cache }: FleetCache, catalog: string | undefined): FleetCache {
  return { ...cache, ...(catalog !== undefined && { catalog }) };
}

/** Facts of a fleet in which nothing changed: they are needed where files of the output did. */
async function resolved(cache: FleetCache, { source }: LoadContext): Promise<FactsSource> {
  const loaded = await loadChangedSpecs(source, builtInRegistry, []);
  if (loaded === undefined || steadyStatus(source.platformFile, 'file') !== cache.platformStatus)
    throw new UserError('The platform file changed while it was read.', 'Run the command again.');
  const apps = new Map(cache.apps.map((app) => [app.files.folder, app]));
  const get = (name: string) => {
    const app = apps.get(name);
    return app && specOf(app);
  };
  const given = { facts: cache.platformFacts.value, apps: { get } };
  return factsOf({ resolver: resolverOf(loaded.platform, given, loaded.registry), specOf: get }, templatesOf(cache));
}

function templatesOf({ templates }: FleetCache): TemplateFolders {
  return templates?.folders ?? {};
}

function factsOf(
  { resolver, specOf: find }: Pick<FleetBasis, 'resolver' | 'specOf'>,
  templates: TemplateFolders,
): FactsSource {
  return {
    platform: resolver.platform,
    templates,
    app(name) {
      const spec = find(name);
      if (spec === undefined) throw new Error(`The fleet has no application ${name}.`);
      return resolver.resolve(spec);
    },
  };
}

interface CacheContext {
  readonly fingerprint: string;
  readonly templates: NonNullable<FleetCache['templates']>;
  readonly listing: FleetListing;
  readonly source: FleetSource;
  readonly catalog: string | undefined;
}

/** Returns no cache for a fleet with errors, or with a platform file in TypeScript. */
function newCache(
  { loaded, registry, facts, others, isFlawless }: ValidFleet,
  fleet: PlannedFleet,
  { fingerprint, templates, listing: { platformStatus, codeContext, apps: statuses }, source, catalog }: CacheContext,
): string | undefined {
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
  return cacheText({
    code: codeStatus(),
    fingerprint,
    platformFile: source.platformFile,
    platformStatus,
    appsFolder: source.appsFolder,
    environments: fleet.environments,
    notes: platformNotes(loaded.platformDocument),
    platformKey: keyOf(facts.platform),
    platformUnits: fleet.platformUnits,
    platformFacts: storedJson(facts.platform),
    ...(Object.keys(templates.folders).length > 0 && { templates }),
    ...(code && { codeInputs: code }),
    ...(catalog !== undefined && { catalog }),
    apps,
  });
}
