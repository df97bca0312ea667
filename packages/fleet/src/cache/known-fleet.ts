import * as fs from 'node:fs';
import * as path from 'node:path';
import { readTreeCache } from '@goldenpath/output';
import type { FleetSource } from '@goldenpath/spec';
import type { LoadContext } from '../load/load-valid-fleet';
import { hasScheduledRotation } from '../load/scheduled-rotation';
import { type FleetCache, tryParseCache } from './cache-text';
import { codeStatus, templatesStatus } from './code-status';
import { steadyStatus } from './file-status';
import { changesSince, type FleetListing } from './fleet-listing';
import type { UpdatedFleet } from './update-fleet';

/** A valid fleet of which only the changes were read. */
export interface KnownFleet {
  readonly cache: FleetCache;
  /** The current fleet, if it differs from the cache. */
  readonly updated?: UpdatedFleet;
  readonly listing: FleetListing;
}

/**
 * Opens a fleet from the cache of an earlier run. A fleet with code or extensions in its platform file has no cache.
 *
 * @param roots - The trees that may have a cache. The first cache is used.
 * @returns `undefined` when the fleet must be loaded: there is no cache, too much changed, or there is an error.
 */
export async function openKnownFleet(context: LoadContext, roots: readonly string[]): Promise<KnownFleet | undefined> {
  const { source } = context;
  const cache = readCache(source, roots);
  const changes = cache && changesSince(cache, source);
  if (cache === undefined || changes === undefined) return undefined;
  const { files, listing } = changes;
  if (files.length === 0 && listing.apps.size === cache.apps.length) return { cache, listing };
  const { updateFleet } = await import('./update-fleet.js');
  const update = () => updateFleet(cache, source, files, listing);
  const isCode = source.dataOnly !== true && files.some((file) => file.path.endsWith('.ts'));
  const updated = await (isCode ? context.runCode(update) : update());
  return updated === undefined ? undefined : { cache, updated, listing };
}

function readCache(source: FleetSource, roots: readonly string[]): FleetCache | undefined {
  const bytes = roots.map((root) => readTreeCache(root)).find((found) => found !== undefined);
  const cache = bytes === undefined ? undefined : tryParseCache(bytes);
  if (cache === undefined || !isOf(cache, source) || !hasSameTemplates(cache)) return undefined;
  return cache.code === codeStatus() && !claimsMissingRotation(source) ? cache : undefined;
}

/** A workflow that rotates passwords may have been removed: it is not a file of the fleet. */
function claimsMissingRotation({ platformFile }: FleetSource): boolean {
  const mentions = fs.readFileSync(platformFile, 'utf8').includes('passwordRotation');
  return mentions && !hasScheduledRotation(path.dirname(platformFile));
}

function isOf({ platformFile, platformStatus, appsFolder }: FleetCache, source: FleetSource): boolean {
  return (
    platformFile === source.platformFile &&
    appsFolder === source.appsFolder &&
    platformStatus === steadyStatus(platformFile, 'file')
  );
}

function hasSameTemplates({ templates }: FleetCache): boolean {
  return templates === undefined || templates.status === templatesStatus(templates.folders);
}
