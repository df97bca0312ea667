import * as fs from 'node:fs';
import { builtInRegistry } from '@goldenpath/parts';
import { loadFleet, type Platform } from '@goldenpath/spec';
import type { FleetContext } from '../context';

/** Names in a fleet, for completion. They are found fast: no spec is read, and no code of the fleet is run. */
export interface FleetNames {
  readonly apps: () => readonly string[];
  /** The built-in kinds: those of extensions are known to their programs alone. */
  readonly kinds: () => readonly string[];
  /** None where the platform file is a program. */
  readonly environments: () => Promise<readonly string[]>;
  /** None where the platform file is a program. */
  readonly teams: () => Promise<readonly string[]>;
}

/** A completion goes into a command line: only names that need no quotes are offered. */
const PLAIN_NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** The names in a fleet, whether it is valid or not. */
export function fleetNames({ source }: Pick<FleetContext, 'source'>): FleetNames {
  let platform: Promise<Platform | undefined> | undefined;
  const ofPlatform = async (names: (platform: Platform) => readonly string[]) => {
    platform ??= loadFleet(
      { ...source, appsFolder: `${source.platformFile}.none`, dataOnly: true },
      builtInRegistry,
    ).then(({ fleet }) => fleet?.platform);
    const found = await platform;
    return (found === undefined ? [] : names(found)).filter((name) => PLAIN_NAME.test(name));
  };
  return {
    apps: () => appFolders(source.appsFolder),
    kinds: () => builtInRegistry.kinds.map(({ name }) => name),
    environments: () => ofPlatform(({ environments }) => environments.map(({ name }) => name)),
    teams: () => ofPlatform(({ teams }) => teams),
  };
}

function appFolders(folder: string): string[] {
  try {
    const entries = fs.readdirSync(folder, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory() && PLAIN_NAME.test(entry.name))
      .map(({ name }) => name)
      .sort();
  } catch {
    // A fleet whose folder cannot be read has no names to offer.
    return [];
  }
}
