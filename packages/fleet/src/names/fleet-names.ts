import * as fs from 'node:fs';
import * as path from 'node:path';
import { builtInRegistry } from '@goldenpath/parts';
import { loadFleet, type Platform } from '@goldenpath/spec';
import type { FleetContext } from '../context';
import { SCHEMA_FOLDER } from '../schema/schemas';

/** Names in a fleet, for completion. No spec is read, and no code of the fleet runs. */
export interface FleetNames {
  readonly apps: () => readonly string[];
  /** Returns the built-in kinds, and kinds of extensions from the schema that `goldenpath schema` wrote. */
  readonly kinds: () => readonly string[];
  /** Returns nothing for a platform file in TypeScript. */
  readonly environments: () => Promise<readonly string[]>;
  /** Returns nothing for a platform file in TypeScript. */
  readonly teams: () => Promise<readonly string[]>;
}

/** Completions become part of a command line, so only names that need no quotes are offered. */
const PLAIN_NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Returns the names in a fleet. The fleet need not be valid. */
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
    kinds: () => [
      ...new Set([...builtInRegistry.kinds.map(({ name }) => name), ...kindsInSchema(source.platformFile)]),
    ],
    environments: () => ofPlatform(({ environments }) => environments.map(({ name }) => name)),
    teams: () => ofPlatform(({ teams }) => teams),
  };
}

/** Extensions are code, which completion does not run. Their kinds are read from the written schema, if there is one. */
function kindsInSchema(platformFile: string): string[] {
  try {
    const text = fs.readFileSync(path.join(path.dirname(platformFile), SCHEMA_FOLDER, 'app.schema.json'), 'utf8');
    const { properties } = JSON.parse(text) as {
      readonly properties?: { readonly kind?: { readonly enum?: unknown } };
    };
    const kinds: unknown = properties?.kind?.enum;
    return Array.isArray(kinds) ? kinds.filter((kind): kind is string => PLAIN_NAME.test(String(kind))) : [];
  } catch {
    // Completion ignores errors.
    return [];
  }
}

function appFolders(folder: string): string[] {
  try {
    const entries = fs.readdirSync(folder, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory() && PLAIN_NAME.test(entry.name))
      .map(({ name }) => name)
      .sort();
  } catch {
    // A folder that cannot be read has no names to offer.
    return [];
  }
}
