import { shownPath, type WrittenCatalog } from '@goldenpath/fleet';
import type { CommandContext, ExitCode } from '../../command';
import { openCommandFleet } from '../../open-command-fleet';
import { jsonText } from '../../output/json';
import type { CatalogFlags } from './flags';
import { catalogText } from './render';

/** Writes the Backstage catalog of the fleet, and shows where it is. */
export async function catalog(flags: CatalogFlags, context: CommandContext): Promise<ExitCode> {
  const { out, json, check = false } = flags;
  const written = await openCommandFleet(flags, context).catalog({ check, ...(out !== undefined && { out }) });
  context.stdout(json === true ? jsonText(catalogData(written, context)) : catalogText(written, check, context));
  return check && written.changes.changes.length > 0 ? 1 : 0;
}

function catalogData({ root, files, changes }: WrittenCatalog, { cwd }: CommandContext) {
  return { root: shownPath(root, cwd), files, changes: changes.changes };
}
