import { builtInRegistry } from '@goldenpath/parts';
import * as fs from 'node:fs';
import { DATABASE_SIZES, type FleetSource, KINDS, loadFleet, type Platform } from '@goldenpath/spec';

/** Names of a fleet that may be completed. */
export interface CompletionValues {
  readonly apps: () => readonly string[];
  readonly environments: () => Promise<readonly string[]>;
  readonly owners: () => Promise<readonly string[]>;
}

/** A completion goes into somebody's command line: only names that need no quoting are offered. */
const PLAIN_NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/**
 * Names of a fleet, found fast: applications are folders, and no spec is read. Nobody's code is run because somebody
 * pressed Tab: of a `platform.ts` nothing is known.
 */
export function completionValues(source: FleetSource): CompletionValues {
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
    environments: () => ofPlatform(({ environments }) => environments.map(({ name }) => name)),
    owners: () => ofPlatform(({ teams }) => teams),
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
    // A Tab key that finds nothing offers nothing.
    return [];
  }
}

type Source = (values: CompletionValues) => readonly string[] | Promise<readonly string[]>;

/** What an option's value may be, by its long flag; choices that the option itself names are known without this. */
export const VALUES_OF_OPTION: Readonly<Record<string, Source>> = {
  '--only': ({ apps }) => apps(),
  '--uses': ({ apps }) => apps(),
  '--env': ({ environments }) => environments(),
  '--environments': ({ environments }) => environments(),
  '--owner': ({ owners }) => owners(),
  '--kind': () => KINDS,
  '--risk': () => ['low', 'medium', 'high'],
  '--runtime': () => ['python', 'node'],
  '--database-size': () => DATABASE_SIZES,
};

/** The same by what the option calls its value, where its flag is of several meanings. */
export const VALUES_OF_VALUE: Readonly<Record<string, Source>> = {
  environment: ({ environments }) => environments(),
};

/** What an argument may be, by its name. */
export const VALUES_OF_ARGUMENT: Readonly<Record<string, Source>> = {
  app: ({ apps }) => apps(),
};

/** Options whose value is a list with commas. */
export const LISTS: readonly string[] = ['--uses', '--environments'];
