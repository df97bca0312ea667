import * as fs from 'node:fs';
import * as path from 'node:path';

/**
 * Returns the `.json` files of a folder and its subfolders, in order of their paths. Links are not followed, because they can form cycles.
 */
export function jsonFilesIn(folder: string): string[] {
  return namesIn(folder)
    .sort()
    .map((name) => path.join(folder, name));
}

function namesIn(folder: string): string[] {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return namesIn(path.join(folder, entry.name)).map((name) => path.join(entry.name, name));
    return entry.isFile() && entry.name.endsWith('.json') ? [entry.name] : [];
  });
}
