import { UserError } from '@goldenpath/errors';
import { PLAIN_SECRET, type Registry } from '@goldenpath/extension';
import * as path from 'node:path';
import { type FleetFacts, fleetResolver, nameConflicts } from '@goldenpath/model';
import { builtInRegistry } from '@goldenpath/parts';
import {
  type AppSpec,
  type Diagnostic,
  type FleetSource,
  type LoadedFleet,
  loadFleet,
  suggestion,
} from '@goldenpath/spec';
import type { FleetContext } from '../context';
import { InvalidFleetError } from '../errors';
import { holdsCode } from './fleet-source';

/** A valid fleet: the documents as written, and the facts that they resolve to. */
export interface ValidFleet {
  readonly loaded: LoadedFleet;
  readonly facts: FleetFacts;
  /** The parts and kinds that it can use. */
  readonly registry: Registry;
  /** By application, the names of the others whose specs its facts depend on. */
  readonly others: ReadonlyMap<string, ReadonlySet<string>>;
  /** Whether no spec has any mistake, also none that does not count. */
  readonly isFlawless: boolean;
}

/** What loading a fleet needs of its context. */
export type LoadContext = Pick<FleetContext, 'source' | 'runCode' | 'snapshot'>;

/**
 * Loads, checks and resolves a fleet.
 *
 * @param only - Applications whose mistakes count; those of others are ignored. All where it is empty.
 * @throws InvalidFleetError with every mistake at once.
 * @throws UserError where `only` names an application that does not exist.
 */
export async function loadValidFleet(context: LoadContext, only: readonly string[] = []): Promise<ValidFleet> {
  assertSpecs(context);
  const { source, runCode } = context;
  const load = () => loadAndResolve(source, only);
  return source.dataOnly !== true && holdsCode(source) ? runCode(load) : load();
}

/**
 * Loads a fleet to compare it with another version of it. A secret in plain text is no reason to refuse it: the review reports and hides
 * the secret, also where it was there before it was refused.
 *
 * @throws as {@link loadValidFleet}.
 */
export async function loadComparedFleet(context: LoadContext): Promise<ValidFleet> {
  assertSpecs(context);
  const { source, runCode } = context;
  const load = () => loadAndResolve(source, [], ({ rule }) => rule !== PLAIN_SECRET);
  return source.dataOnly !== true && holdsCode(source) ? runCode(load) : load();
}

/** @throws UserError where the fleet was opened on a snapshot: its specs, which may be code, must not be read. */
export function assertSpecs({ snapshot }: Pick<LoadContext, 'snapshot'>): void {
  if (snapshot === undefined) return;
  throw new UserError(
    'This operation needs the specs, and a snapshot has none.',
    'Run it without `--snapshot`, in a job without credentials.',
  );
}

async function loadAndResolve(
  source: FleetSource,
  only: readonly string[],
  counts: (diagnostic: Diagnostic) => boolean = () => true,
): Promise<ValidFleet> {
  const { fleet: loaded, diagnostics } = await loadFleet(source, builtInRegistry);
  const resolved = loaded && resolveTracked(loaded);
  const facts = resolved?.facts;
  const conflicts = loaded && facts ? nameConflicts(facts, loaded) : [];
  const all = [...diagnostics, ...conflicts].filter(counts);
  const involved = withUsed(only, loaded);
  const concerning = only.length === 0 ? all : all.filter((diagnostic) => concerns(diagnostic, involved, source));
  if (concerning.length > 0 || loaded === undefined || resolved === undefined) throw new InvalidFleetError(concerning);
  const names = resolved.facts.apps.map(({ name }) => name);
  assertKnown('application', only, names);
  return { loaded, ...resolved, registry: loaded.registry, isFlawless: all.length === 0 };
}

function resolveTracked({ platform, apps, registry }: LoadedFleet): Pick<ValidFleet, 'facts' | 'others'> {
  const specs = apps.map(({ spec }) => spec);
  const resolver = fleetResolver(platform, specs, registry);
  const others = new Map<string, ReadonlySet<string>>();
  const facts = resolver.specs.map((spec) => {
    const seen = new Set<string>();
    others.set(spec.name, seen);
    return resolver.resolve(spec, (name) => seen.add(name));
  });
  return { facts: { platform: resolver.platform, apps: facts }, others };
}

/** @throws UserError naming the first of `wanted` that is not known, and the name that was probably meant. */
export function assertKnown(what: string, wanted: readonly string[], known: readonly string[]): void {
  const unknown = wanted.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new UserError(`There is no ${what} ${JSON.stringify(unknown)}.`, suggestion(unknown, known));
}

/** Names of applications and environments; all where a list is empty. */
export interface SelectionOptions {
  readonly apps?: readonly string[];
  readonly environments?: readonly string[];
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
    // A file outside the applications' folders, such as the platform file, concerns all of them.
    return below.startsWith('..') || only.includes(below.split(path.sep)[0] ?? '');
  });
}
