import { PLAIN_SECRET, type Registry } from '@goldenpath/extension';
import * as path from 'node:path';
import { type AppFacts, type FleetFacts, fleetResolver, nameConflicts, namesReferredTo } from '@goldenpath/model';
import { builtInRegistry, SEALED_FOLDER } from '@goldenpath/parts';
import { type Diagnostic, type FleetSource, type LoadedFleet, loadFleet } from '@goldenpath/spec';
import type { FleetContext } from '../context';
import { InvalidFleetError } from '../errors';
import { assertKnown } from './assert-known';
import { assertSpecs } from './assert-specs';
import { holdsCode } from './holds-code';
import { hasOverrides, hasPatches } from './patch-rule';
import { rotationProblems } from './scheduled-rotation';
import { TEMPLATE_RULE } from './template-rule';

/** A valid fleet: the documents as written, and the resolved facts. */
export interface ValidFleet {
  readonly loaded: LoadedFleet;
  readonly facts: FleetFacts;
  /** The parts and kinds of the fleet. */
  readonly registry: Registry;
  /** The names of the other applications whose specs an application's facts depend on. */
  readonly others: ReadonlyMap<string, ReadonlySet<string>>;
  /** Resolves an application again; `undefined` where there is none of that name. */
  readonly resolve: (name: string) => AppFacts | undefined;
  /** Whether no spec has any error, including errors outside the selection. */
  readonly isFlawless: boolean;
}

/** The part of the context that loading a fleet needs. */
export type LoadContext = Pick<FleetContext, 'source' | 'runCode' | 'snapshot'>;

/**
 * Loads, validates and resolves a fleet.
 *
 * @param only - Applications whose errors count; others are ignored. An empty list means all.
 * @throws InvalidFleetError with all errors.
 * @throws UserError when `only` contains an unknown application.
 */
export async function loadValidFleet(context: LoadContext, only: readonly string[] = []): Promise<ValidFleet> {
  assertSpecs(context);
  const { source, runCode } = context;
  const load = () => loadAndResolve(source, only, { hasWorkflows: true });
  return source.dataOnly !== true && holdsCode(source) ? runCode(load) : load();
}

/**
 * Loads a fleet for a comparison. A secret in plain text is not an error here: the review reports and masks it, even if it existed before
 * the rule did. Nor is a template of the platform: no repository is compared.
 *
 * @throws like {@link loadValidFleet}.
 */
export async function loadComparedFleet(context: LoadContext): Promise<ValidFleet> {
  assertSpecs(context);
  const { source, runCode } = context;
  const load = () =>
    loadAndResolve(source, [], { counts: ({ rule }) => rule !== PLAIN_SECRET && rule !== TEMPLATE_RULE });
  return source.dataOnly !== true && holdsCode(source) ? runCode(load) : load();
}

/**
 * Loads a fleet to seal a secret of an application. Mistakes in the files beside its spec are not errors here: `seal` writes them anew.
 *
 * @throws like {@link loadValidFleet}.
 */
export async function loadFleetToSeal(context: LoadContext, app: string): Promise<ValidFleet> {
  assertSpecs(context);
  const { source, runCode } = context;
  const inFolder = (file: string) =>
    path.relative(path.join(source.appsFolder, app, SEALED_FOLDER.folder), path.resolve(source.relativeTo, file));
  const counts = ({ location }: Diagnostic) => {
    const below = location === undefined ? '' : inFolder(location.file);
    // The folder itself, such as a symbolic link, is not written anew.
    return below === '' || below.startsWith('..');
  };
  const load = () => loadAndResolve(source, [app], { counts });
  return source.dataOnly !== true && holdsCode(source) ? runCode(load) : load();
}

interface LoadOptions {
  /** Whether an error counts. @default all do */
  readonly counts?: (diagnostic: Diagnostic) => boolean;
  /** Whether the files are those of the repository, with its workflows. @default false */
  readonly hasWorkflows?: boolean;
}

async function loadAndResolve(
  source: FleetSource,
  only: readonly string[],
  { counts = () => true, hasWorkflows = false }: LoadOptions,
): Promise<ValidFleet> {
  const { fleet: loaded, diagnostics } = await loadFleet(source, builtInRegistry);
  const resolved = loaded && resolveTracked(loaded);
  const facts = resolved?.facts;
  const conflicts = loaded && facts ? nameConflicts(facts, loaded) : [];
  const ofWorkflows = loaded && hasWorkflows ? rotationProblems(loaded, path.dirname(source.platformFile)) : [];
  const templates = loaded ? templateProblems(loaded, source) : [];
  const patches = loaded && facts ? problemsOfPatches(loaded, facts, diagnostics) : [];
  const all = [...diagnostics, ...conflicts, ...templates, ...patches, ...ofWorkflows].filter(counts);
  const involved = withUsed(only, loaded);
  const concerning = only.length === 0 ? all : all.filter((diagnostic) => concerns(diagnostic, involved, source));
  if (concerning.length > 0 || loaded === undefined || resolved === undefined) throw new InvalidFleetError(concerning);
  const names = resolved.facts.apps.map(({ name }) => name);
  assertKnown('application', only, names);
  return { loaded, ...resolved, registry: loaded.registry, isFlawless: all.length === 0 };
}

/** What checks templates is loaded only for a platform that has some. */
function templateProblems(loaded: LoadedFleet, source: FleetSource): Diagnostic[] {
  if (loaded.platform.runtimes === undefined) return [];
  const { checkTemplates } = require('./check-templates') as typeof import('./check-templates');
  return checkTemplates(loaded, source);
}

/** Rendering is loaded only for applications with patches, and building stacks only for those with overrides. */
function problemsOfPatches(
  { platform, platformDocument, registry, apps }: LoadedFleet,
  facts: FleetFacts,
  diagnostics: readonly Diagnostic[],
): Diagnostic[] {
  const faulty = diagnostics.map(({ location }) => location?.file ?? '');
  if (faulty.includes(platformDocument.file)) return [];
  const byName = new Map(apps.map((app) => [app.spec.name, app]));
  return facts.apps.flatMap((app) => {
    const loaded = byName.get(app.name);
    const [patched, overridden] = [hasPatches(app, registry), hasOverrides(app, registry)];
    if (loaded === undefined || (!patched && !overridden)) return [];
    const folder = `${path.dirname(loaded.document.file)}${path.sep}`;
    // An application with mistakes may not render.
    if (faulty.some((file) => file.startsWith(folder))) return [];
    return [
      ...(patched ? checkPatches().patchProblems(loaded, app, { platform, registry }) : []),
      ...(overridden
        ? checkOverrides().overrideProblems(loaded, app, { platform, platformFacts: facts.platform, registry })
        : []),
    ];
  });
}

function checkPatches() {
  return require('./check-patches') as typeof import('./check-patches');
}

function checkOverrides() {
  return require('./check-overrides') as typeof import('./check-overrides');
}

function resolveTracked({ platform, apps, registry }: LoadedFleet): Pick<ValidFleet, 'facts' | 'others' | 'resolve'> {
  const specs = apps.map(({ spec }) => spec);
  const resolver = fleetResolver(platform, specs, registry);
  const others = new Map<string, ReadonlySet<string>>();
  const facts = resolver.specs.map((spec) => {
    const seen = new Set<string>();
    others.set(spec.name, seen);
    return resolver.resolve(spec, (name) => seen.add(name));
  });
  const byName = new Map(specs.map((spec) => [spec.name, spec]));
  const resolve = (name: string) => {
    const spec = byName.get(name);
    return spec && resolver.resolve(spec);
  };
  return { facts: { platform: resolver.platform, apps: facts }, others, resolve };
}

/** Adds the applications that the selected ones use, because the variables of an application depend on them. */
function withUsed(only: readonly string[], loaded: LoadedFleet | undefined): string[] {
  if (loaded === undefined) return [...only];
  const specs = loaded.apps.map(({ spec }) => spec).filter(({ name }) => only.includes(name));
  return [...only, ...specs.flatMap((spec) => [...namesReferredTo(spec, loaded.registry)])];
}

function concerns({ location, related }: Diagnostic, only: readonly string[], source: FleetSource): boolean {
  if (location === undefined) return true;
  const files = [location.file, ...(related === undefined ? [] : [related.location.file])];
  return files.some((file) => {
    const below = path.relative(source.appsFolder, path.resolve(source.relativeTo, file));
    // A file outside of the applications' folders, such as the platform file, affects all of them.
    return below.startsWith('..') || only.includes(below.split(path.sep)[0] ?? '');
  });
}
