import type { FleetContext } from '../context';
import { assertSpecs } from '../load/assert-specs';
import type { LoadContext } from '../load/load-valid-fleet';
import type { FactsSource, PlannedFleet } from '../synth/planned-fleet';
import { cacheText, type FleetCache } from './cache-text';
import { type KnownFleet, openKnownFleet } from './known-fleet';

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

/** What opening a fleet needs. */
export type OpenContext = LoadContext & Pick<FleetContext, 'onProgress'>;

/** Options for opening a fleet. */
export interface OpenPlannedOptions {
  /** Applications whose errors count; an empty list means all. */
  readonly apps: readonly string[];
  /** The tree that contains the cache. */
  readonly root: string | undefined;
  /** Read every spec. */
  readonly verify: boolean;
  /** Whether nothing is written. Then there is no cache of a fleet that was read. @default false */
  readonly check?: boolean;
}

/**
 * Opens a valid fleet for a synthesis. Specs that did not change since the last run are not read.
 *
 * @throws InvalidFleetError, UserError as `loadValidFleet`.
 */
export async function openPlannedFleet(context: OpenContext, options: OpenPlannedOptions): Promise<CachingFleet> {
  assertSpecs(context);
  const { root, verify } = options;
  const known = verify || root === undefined ? undefined : await openKnownFleet(context, [root]);
  if (known !== undefined) return fromCache(known, context);
  const { loadPlannedFleet } = await import('./load-planned-fleet.js');
  return loadPlannedFleet(context, options);
}

function fromCache({ cache: known, updated, listing }: KnownFleet, context: LoadContext): CachingFleet {
  const cache = updated?.cache ?? known;
  const left = updated === undefined || updated.hasSameDatabases ? known.catalog : undefined;
  let facts: Promise<FactsSource> | undefined;
  return {
    fleet: {
      environments: cache.environments,
      platformUnits: cache.platformUnits,
      apps: cache.apps.map(({ files, units, summary }) => ({
        name: files.folder,
        units: () => units.value,
        summary: () => summary.value,
      })),
      facts: () => (facts ??= factsFrom(cache, updated, context)),
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

async function factsFrom(
  cache: FleetCache,
  updated: KnownFleet['updated'],
  context: LoadContext,
): Promise<FactsSource> {
  const { factsOf, resolved } = await import('./cached-facts.js');
  return updated === undefined ? resolved(cache, context) : factsOf(updated.basis, cache);
}
