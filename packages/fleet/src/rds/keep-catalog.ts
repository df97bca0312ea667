import * as path from 'node:path';
import type { FleetContext } from '../context';
import { loadValidFleet } from '../load/load-valid-fleet';
import { catalogDatabases } from './catalog';
import { prepareCatalog } from './catalog-file';
import type { CatalogComparison } from './catalog-left';

/** Options of `rds.catalog`. */
export interface RdsCatalogOptions {
  /** Write nothing; only compare. @default false */
  readonly check?: boolean;
}

/**
 * Writes the catalog of databases beside the platform file, as `synth` does.
 *
 * @throws UserError where the file was written by hand or is damaged. It is not replaced.
 */
export async function keepCatalog(
  context: FleetContext,
  { check = false }: RdsCatalogOptions = {},
): Promise<CatalogComparison> {
  const { apps, platform } = (await loadValidFleet(context)).facts;
  const { file, found, write } = prepareCatalog(
    path.dirname(context.source.platformFile),
    apps.flatMap((app) => catalogDatabases(app, platform)),
  );
  if (!check) write();
  return { file, found };
}
