import * as fs from 'node:fs';
import * as path from 'node:path';
import { builtInRegistry } from '@goldenpath/parts';
import { type FleetFacts, nameConflicts, resolveFleet } from '@goldenpath/model';
import {
  type AppSpec,
  type Diagnostic,
  type FleetSource,
  type LoadedFleet,
  loadFleet,
  suggestion,
} from '@goldenpath/spec';
import type { FleetContext, FleetLocation } from '../context';
import { InvalidFleetError, UsageError } from '../errors';
import type { Selection } from '../synth/units';

/** A valid fleet: what was written and what it means. */
export interface Fleet {
  readonly loaded: LoadedFleet;
  readonly facts: FleetFacts;
}

const PLATFORM_FILES = ['platform.yaml', 'platform.ts'] as const;

/**
 * Where the fleet is, from the flags: everything that no flag names lies beside the platform file, which is the nearest one,
 * here or above, where no flag names it.
 */
export function fleetSource(
  { apps, platform, dataOnly }: FleetLocation,
  { cwd }: Pick<FleetContext, 'cwd'>,
): FleetSource {
  const platformFile = path.resolve(cwd, platform ?? nearestPlatformFile(cwd));
  return {
    platformFile,
    appsFolder: apps === undefined ? path.join(path.dirname(platformFile), 'apps') : path.resolve(cwd, apps),
    relativeTo: cwd,
    dataOnly: dataOnly ?? false,
  };
}

/**
 * The nearest platform file, here or in a folder above; where there is none, the one that is missed here. Above, only one that
 * belongs to whom this folder belongs to: anybody may put a program into `/tmp`, and a fleet may be programs.
 *
 * @param ownerOf - Whom a file or folder belongs to. @default what the file system says
 */
export function nearestPlatformFile(cwd: string, ownerOf = (file: string): number => fs.statSync(file).uid): string {
  for (let folder = cwd; ; folder = path.dirname(folder)) {
    const there = PLATFORM_FILES.map((name) => path.join(folder, name)).filter((file) => fs.existsSync(file));
    const found = there.find((file) => folder === cwd || ownerOf(file) === ownerOf(cwd));
    if (found !== undefined) return found;
    if (folder === path.dirname(folder)) return path.join(cwd, PLATFORM_FILES[0]);
  }
}

/**
 * Loads, checks and resolves a fleet.
 *
 * @param only - Applications whose mistakes count; those of others are left for another day. All where it is empty.
 * @throws InvalidFleetError with every mistake at once.
 * @throws UsageError where `only` names an application that is not there.
 */
export async function openFleet(source: FleetSource, only: readonly string[] = []): Promise<Fleet> {
  const { fleet: loaded, diagnostics } = await loadFleet(source, builtInRegistry);
  const facts =
    loaded &&
    resolveFleet(
      loaded.platform,
      loaded.apps.map(({ spec }) => spec),
      loaded.registry,
    );
  const conflicts = loaded && facts ? nameConflicts(facts, loaded) : [];
  const all = [...diagnostics, ...conflicts];
  const involved = withUsed(only, loaded);
  const concerning = only.length === 0 ? all : all.filter((diagnostic) => concerns(diagnostic, involved, source));
  if (concerning.length > 0 || loaded === undefined || facts === undefined) throw new InvalidFleetError(concerning);
  const names = facts.apps.map(({ name }) => name);
  assertKnown('application', only, names);
  return { loaded, facts };
}

/** @throws UsageError naming the first of `wanted` that is not known, with what was probably meant. */
export function assertKnown(what: string, wanted: readonly string[], known: readonly string[]): void {
  const unknown = wanted.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new UsageError(`There is no ${what} ${JSON.stringify(unknown)}.`, suggestion(unknown, known));
}

/**
 * Opens a fleet of which flags select a part.
 *
 * @throws UsageError where a flag names what is not there, and as {@link openFleet}.
 */
export async function openSelection(
  source: FleetSource,
  { only = [], env = [] }: { readonly only?: readonly string[]; readonly env?: readonly string[] },
): Promise<{ facts: FleetFacts; selection: Selection }> {
  const { facts } = await openFleet(source, only);
  const known = facts.platform.environments.map(({ name }) => name);
  assertKnown('environment', env, known);
  return { facts, selection: { apps: only, environments: env } };
}

/** The applications and those that they use: what an application is given depends on how the others are described. */
function withUsed(only: readonly string[], loaded: LoadedFleet | undefined): string[] {
  const specs = loaded?.apps.map(({ spec }) => spec).filter(({ name }) => only.includes(name)) ?? [];
  return [...only, ...specs.flatMap((spec) => usesOf(spec, loaded))];
}

/** The applications that an application calls, in any of its parts. */
function usesOf({ kind, general }: AppSpec, loaded: LoadedFleet | undefined): string[] {
  const parts = loaded?.registry.partsOf(kind) ?? [];
  return parts.flatMap((part) => part.uses?.(part.settingsOf(general)) ?? []);
}

function concerns({ location, related }: Diagnostic, only: readonly string[], source: FleetSource): boolean {
  if (location === undefined) return true;
  const files = [location.file, ...(related === undefined ? [] : [related.location.file])];
  return files.some((file) => {
    const below = path.relative(source.appsFolder, path.resolve(source.relativeTo, file));
    // What is not in an application's folder, such as the platform file, concerns all of them.
    return below.startsWith('..') || only.includes(below.split(path.sep)[0] ?? '');
  });
}
