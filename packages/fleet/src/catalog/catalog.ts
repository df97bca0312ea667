import * as path from 'node:path';
import { catalogFiles } from '@goldenpath/catalog';
import { UserError } from '@goldenpath/errors';
import { keyOf } from '@goldenpath/model';
import { openComparison, openPublication, type TreeChanges } from '@goldenpath/output';
import type { FleetContext } from '../context';
import { loadValidFleet } from '../load/load-valid-fleet';
import { explainFailedPart } from '../synth/failed-part';

export interface CatalogOptions {
  /** The folder of the catalog. @default `dist/catalog`, beside the platform file */
  readonly out?: string;
  /** Write nothing; only compare. @default false */
  readonly check?: boolean;
}

/** What was done to the folder of a catalog, or with `check` what would be. */
export interface WrittenCatalog {
  readonly root: string;
  /** How many files it has. */
  readonly files: number;
  readonly changes: TreeChanges;
}

const UNIT = 'catalog';

/** Writes the Backstage catalog of the fleet: all of it, or nothing. */
export async function catalog(
  context: FleetContext,
  { out, check = false }: CatalogOptions = {},
): Promise<WrittenCatalog> {
  if (out === '') throw new UserError('`--out` names no folder.', 'Name one, or leave `--out` out.');
  const { facts, registry, loaded } = await loadValidFleet(context);
  const { teams } = loaded.platform;
  const files = await explainFailedPart(() => Promise.resolve(catalogFiles(facts, registry, { teams })));
  const beside = path.dirname(context.source.platformFile);
  const root = out === undefined ? path.join(beside, 'dist', 'catalog') : path.resolve(context.cwd, out);
  const trees = [{ root }];
  const publication = check ? openComparison(trees) : await openPublication(trees);
  try {
    publication.trees[0]?.stage(UNIT, keyOf(files), files);
    const [changes] = publication.commit();
    if (changes === undefined) throw new Error('A publication of one tree has no changes of it.');
    return { root, files: files.length, changes };
  } finally {
    publication.abort();
  }
}
