import type { FleetContext } from '../context';
import { assertKnown } from '../load/assert-known';
import { loadValidFleet } from '../load/load-valid-fleet';
import { listApps, type ListedApp, type ListFilter } from './listed-app';

/** Lists the applications that match every given filter. */
export async function list(context: FleetContext, filter: ListFilter = {}): Promise<ListedApp[]> {
  const { loaded, facts, registry } = await loadValidFleet(context);
  const { owner, kind, environments = [] } = filter;
  const kinds = registry.kinds.map(({ name }) => name);
  const known = facts.platform.environments.map(({ name }) => name);
  assertKnown('environment', environments, known);
  assertKnown('team', owner === undefined ? [] : [owner], loaded.platform.teams);
  assertKnown('kind', kind === undefined ? [] : [kind], kinds);
  return listApps({ facts, registry }, filter);
}
