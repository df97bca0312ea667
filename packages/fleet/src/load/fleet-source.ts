import * as fs from 'node:fs';
import * as path from 'node:path';
import { type FleetSource, listedExtensions } from '@goldenpath/spec';

const PLATFORM_FILES = ['platform.yaml', 'platform.ts'] as const;

/** What says where a fleet is. */
export interface FleetLocation {
  readonly cwd: string;
  readonly platformFile?: string;
  readonly appsFolder?: string;
  readonly dataOnly?: boolean;
}

/** The files of a fleet. Whatever is not named is beside the platform file. */
export function fleetSource({ cwd, platformFile: named, appsFolder, dataOnly }: FleetLocation): FleetSource {
  const platformFile = path.resolve(cwd, named ?? nearestPlatformFile(cwd));
  return {
    platformFile,
    appsFolder:
      appsFolder === undefined ? path.join(path.dirname(platformFile), 'apps') : path.resolve(cwd, appsFolder),
    relativeTo: cwd,
    dataOnly: dataOnly ?? false,
  };
}

/**
 * The nearest platform file, in a folder or above it; where there is none, the name of the missing one. Above, only a file that
 * belongs to the owner of this folder counts: anyone may put a program into `/tmp`, and a fleet may be programs.
 *
 * @param ownerOf - The owner of a file or folder. @default as the file system says
 */
export function nearestPlatformFile(cwd: string, ownerOf = (file: string): number => fs.statSync(file).uid): string {
  for (let folder = cwd; ; folder = path.dirname(folder)) {
    const there = PLATFORM_FILES.map((name) => path.join(folder, name)).filter((file) => fs.existsSync(file));
    const found = there.find((file) => folder === cwd || ownerOf(file) === ownerOf(cwd));
    if (found !== undefined) return found;
    if (folder === path.dirname(folder)) return path.join(cwd, PLATFORM_FILES[0]);
  }
}

/** Whether a fleet has programs: specs in TypeScript, or extensions. */
export function holdsCode({ platformFile, appsFolder }: FleetSource): boolean {
  if (platformFile.endsWith('.ts') || listedExtensions(platformFile).length > 0) return true;
  return foldersIn(appsFolder).some((app) => fs.existsSync(path.join(appsFolder, app, 'app.ts')));
}

/** None where there is no folder that can be read: loading the fleet says why. */
function foldersIn(folder: string): string[] {
  try {
    return fs.readdirSync(folder);
  } catch {
    return [];
  }
}
