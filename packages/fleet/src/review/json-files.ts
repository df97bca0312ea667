import * as fs from 'node:fs';
import * as path from 'node:path';

/** The files of a folder and of those in it that are called `….json`, in order of their paths. Links are not followed: they may lead round. */
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
