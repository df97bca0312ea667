import { summaryOf } from '@goldenpath/model';
import type { FleetContext } from '../context';
import { assertKnown } from '../load/assert-known';
import { loadValidFleet } from '../load/load-valid-fleet';
import type { ResolvedFleet } from '../load/resolved-fleet';
import { type AppToList, listApps, type ListedApp, type ListFilter } from './listed-app';

/** Lists the applications that match every given filter by reading the whole fleet. */
export async function listAll(context: FleetContext, filter: ListFilter): Promise<ListedApp[]> {
  const { loaded, facts, registry } = await loadValidFleet(context);
  const { owner, kind, environments = [] } = filter;
  const kinds = registry.kinds.map(({ name }) => name);
  const known = facts.platform.environments.map(({ name }) => name);
  assertKnown('environment', environments, known);
  assertKnown('team', owner === undefined ? [] : [owner], loaded.platform.teams);
  assertKnown('kind', kind === undefined ? [] : [kind], kinds);
  return listApps(appsToList({ facts, registry }), filter);
}

/** Summarises the applications of a fleet with known facts. */
export function appsToList({ facts, registry }: ResolvedFleet): AppToList[] {
  return facts.apps.map(({ name, kind, owner, risk, environments }) => ({
    name,
    kind,
    owner,
    risk,
    environments: environments.map((own) => ({ environment: own.environment, ...summaryOf(own, kind, registry) })),
  }));
}
