import * as fs from 'node:fs';
import * as path from 'node:path';
import { type FleetSource, listedExtensions } from '@goldenpath/spec';

/** Returns whether a fleet contains code: specs in TypeScript, or extensions. */
export function holdsCode({ platformFile, appsFolder }: FleetSource): boolean {
  if (platformFile.endsWith('.ts') || listedExtensions(platformFile).length > 0) return true;
  return foldersIn(appsFolder).some((app) => fs.existsSync(path.join(appsFolder, app, 'app.ts')));
}

/** Returns nothing when the folder is not readable. Loading the fleet reports the error. */
function foldersIn(folder: string): string[] {
  try {
    return fs.readdirSync(folder);
  } catch {
    return [];
  }
}
