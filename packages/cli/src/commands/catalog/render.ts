import * as path from 'node:path';
import { shownPath, type WrittenCatalog } from '@goldenpath/fleet';
import type { CommandContext } from '../../command';

/** Returns the location of the catalog, and the file to register in Backstage. */
export function catalogText(
  { root, files, changes: { changes } }: WrittenCatalog,
  check: boolean,
  { cwd }: Pick<CommandContext, 'cwd'>,
): string {
  const lines = changes.map(({ path: file, change }) => `${change.padEnd(8)} ${shownPath(path.join(root, file), cwd)}`);
  if (check)
    return lines.length === 0
      ? 'The catalog is up to date.\n'
      : `${lines.join('\n')}\nThe catalog is out of date: run \`goldenpath catalog\`.\n`;
  const written = changes.length === 0 ? 'up to date' : `${changes.length} changed`;
  return `${shownPath(root, cwd)}: ${files} files, ${written}. Register ${shownPath(path.join(root, 'all.yaml'), cwd)} in Backstage.\n`;
}
