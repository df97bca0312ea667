import type { ProvisionResult } from '@goldenpath/database';
import type { FleetFacts } from '@goldenpath/extension';
import type { FleetContext } from '../context';
import { type CatalogDatabase, catalogDatabases, catalogKey, type CatalogStatus } from './catalog';
import { prepareCatalog } from './catalog-file';
import type { RdsOptions } from './options';
import { recordsFolder } from './servers';

const STATUSES: Readonly<Partial<Record<ProvisionResult['status'], CatalogStatus>>> = {
  changed: 'provisioned',
  unchanged: 'provisioned',
  failed: 'failed',
};

/** Writes the results of a run to the catalog. Databases that it left out keep their status. */
export function recordStatuses(
  context: FleetContext,
  facts: FleetFacts,
  options: RdsOptions,
  results: readonly ProvisionResult[],
): void {
  const found = results.flatMap(({ desired: { environment, database, access }, status }) => {
    // An access says nothing about the database itself.
    const known = access === undefined ? STATUSES[status] : undefined;
    return known === undefined ? [] : [[catalogKey({ environment, name: database }), known] as const];
  });
  prepareCatalog(recordsFolder(context, options), databasesOf(facts), new Map(found)).write();
}

/** @throws UserError where the catalog cannot be written. Nothing was changed then. */
export function assertCatalog(context: FleetContext, facts: FleetFacts, options: RdsOptions): void {
  prepareCatalog(recordsFolder(context, options), databasesOf(facts));
}

function databasesOf({ apps, platform }: FleetFacts): CatalogDatabase[] {
  return apps.flatMap((app) => catalogDatabases(app, platform));
}
