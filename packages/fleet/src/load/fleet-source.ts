import * as fs from 'node:fs';
import * as path from 'node:path';
import type { FleetSource } from '@goldenpath/spec';

const PLATFORM_FILES = ['platform.yaml', 'platform.ts'] as const;

/** The location of a fleet. */
export interface FleetLocation {
  readonly cwd: string;
  readonly platformFile?: string;
  readonly appsFolder?: string;
  readonly dataOnly?: boolean;
}

/** Returns the files of a fleet. Unspecified paths are next to the platform file. */
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
 * Returns the nearest platform file, in a folder or above it; if there is none, the path where it is expected. Above the folder, only files
 * with the same owner as the folder count: anyone can write to `/tmp`, and a platform file can be code.
 *
 * @param ownerOf - Returns the owner of a file or folder. @default the file system's
 */
export function nearestPlatformFile(cwd: string, ownerOf = (file: string): number => fs.statSync(file).uid): string {
  for (let folder = cwd; ; folder = path.dirname(folder)) {
    const there = PLATFORM_FILES.map((name) => path.join(folder, name)).filter((file) => fs.existsSync(file));
    const found = there.find((file) => folder === cwd || ownerOf(file) === ownerOf(cwd));
    if (found !== undefined) return found;
    if (folder === path.dirname(folder)) return path.join(cwd, PLATFORM_FILES[0]);
  }
}
