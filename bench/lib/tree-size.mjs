import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';

/** Files and bytes below a folder, without what goldenpath keeps for itself. */
export function treeSize(folder) {
  let files = 0;
  let bytes = 0;
  for (const file of filesBelow(folder)) {
    files += 1;
    bytes += statSync(file).size;
  }
  return { files, bytes };
}

/** Paths of all files below a folder. */
export function* filesBelow(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name === '.goldenpath') continue;
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(file);
    else yield file;
  }
}
