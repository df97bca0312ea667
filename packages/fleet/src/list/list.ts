import type { FleetCache } from '../cache/cache-text';
import { openKnownFleet } from '../cache/known-fleet';
import type { FleetContext } from '../context';
import { assertKnown } from '../load/assert-known';
import { assertSpecs } from '../load/assert-specs';
import { defaultRoots } from '../synth/trees';
import { listApps, type ListedApp, type ListFilter } from './listed-app';

/** Lists the applications that match every given filter. Specs that did not change since the last synthesis are not read. */
export async function list(context: FleetContext, filter: ListFilter = {}): Promise<ListedApp[]> {
  assertSpecs(context);
  const known = await openKnownFleet(context, defaultRoots(context));
  const found = known === undefined ? [] : listedBefore((known.updated ?? known).cache, filter);
  // If nothing matches, the filter may name a team or kind that does not exist. The whole fleet tells.
  return found.length > 0 ? found : (await import('./list-all.js')).listAll(context, filter);
}

function listedBefore({ environments, apps }: FleetCache, filter: ListFilter): ListedApp[] {
  assertKnown('environment', filter.environments ?? [], environments);
  return listApps(
    apps.map(({ summary }) => summary.value),
    filter,
  );
}
