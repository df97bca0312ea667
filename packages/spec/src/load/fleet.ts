import * as path from 'node:path';
import { referencesExist, stacksHaveAnOrder } from '../rules/references';
import { usesAreReachable } from '../rules/uses';
import { applyRules, type Diagnostic, type Registry, type SourceDocument } from '@goldenpath/extension';
import { loadExtensions } from '../extensions/load-extensions';
import { withPlatformChoices } from '../schema/choices';
import type { Environment, Platform } from '../types/resolved';
import { checkApp, type LoadedApp } from './app';
import { dataFoldersOf, readDataFiles } from './data-files';
import { findApps } from './find-apps';
import { type LoadedDocument, loadDocuments } from './documents';
import type { FleetSource } from './fleet-source';
import { sortDiagnostics } from './order';
import { checkPlatform } from './platform';

/** A fleet with readable files: its well-formed parts. */
export interface LoadedFleet {
  readonly platform: Platform;
  readonly platformDocument: SourceDocument;
  /** By name, in code unit order. */
  readonly apps: readonly LoadedApp[];
  /** Folders whose specs are malformed. Nothing is reported about their users. */
  readonly malformed: readonly string[];
  /** The parts and kinds of the fleet. */
  readonly registry: Registry;
}

export interface LoadResult {
  /** Absent when the platform file has errors, because nothing can be resolved without it. */
  readonly fleet?: LoadedFleet;
  /** All errors by file and line. The fleet is valid when there is none. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads and validates the platform file and every spec: each by its schema, by itself, and against the others. Never throws for a user
 * error.
 *
 * @param builtIn - Parts and kinds in addition to those of the platform file's extensions.
 */
export async function loadFleet(source: FleetSource, builtIn: Registry): Promise<LoadResult> {
  const { platform: platformFound, registry, isComplete, ...ofPlatform } = await loadPlatformOf(source, builtIn);
  const platformProblems = ofPlatform.diagnostics;
  const found = findApps(source);
  // The rules of a missing extension are unknown.
  const readable = isComplete ? found.apps : [];
  const loaded = await loadDocuments(readable, { ...source, root: source.appsFolder });
  const documents = withDataFiles(loaded.documents, source, registry);
  const checked = documents.map((document) => checkApp(document, platformFound?.platform, registry));
  const apps = checked.flatMap(({ app }) => app ?? []).sort((a, b) => (a.folder < b.folder ? -1 : 1));
  const known = new Set(apps.map(({ folder }) => folder));
  const malformed = found.folders.filter((folder) => !known.has(folder));
  const diagnostics = [
    ...platformProblems,
    ...found.diagnostics,
    ...loaded.diagnostics,
    ...checked.flatMap((result) => result.diagnostics),
    ...checkUses(apps, { apps, malformed, registry, environments: platformFound?.platform.environments ?? [] }),
  ];
  return {
    ...(platformFound !== undefined && {
      fleet: { platform: platformFound.platform, platformDocument: platformFound.document, apps, malformed, registry },
    }),
    diagnostics: sortDiagnostics(diagnostics),
  };
}

/** Adds the files beside each spec that parts read. */
export function withDataFiles(
  documents: readonly LoadedDocument[],
  { appsFolder, relativeTo }: FleetSource,
  registry: Registry,
): LoadedDocument[] {
  const folders = dataFoldersOf(registry);
  return documents.map((document) => ({
    ...document,
    data: readDataFiles(path.join(appsFolder, document.folder), relativeTo, folders),
  }));
}

/**
 * Returns the parts and kinds of a fleet, including its extensions. No spec is read.
 *
 * @returns All errors of extensions as well. If there are any, the registry is incomplete.
 */
export async function loadRegistry(
  source: FleetSource,
  builtIn: Registry,
): Promise<{ readonly registry: Registry; readonly diagnostics: readonly Diagnostic[] }> {
  const { document, diagnostics } = await loadPlatformDocument(source);
  if (document === undefined) return { registry: builtIn, diagnostics };
  const loaded = await loadExtensions(document, source, builtIn);
  return { ...loaded, registry: withPlatformChoices(loaded.registry, document) };
}

/** Returns the platform, the parts and kinds, and whether all extensions were loaded. */
export async function loadPlatformOf(source: FleetSource, builtIn: Registry): Promise<PlatformOfFleet> {
  const { document, ...unread } = await loadPlatformDocument(source);
  if (document === undefined) return { diagnostics: unread.diagnostics, registry: builtIn, isComplete: true };
  const { registry: loaded, diagnostics } = await loadExtensions(document, source, builtIn);
  const registry = withPlatformChoices(loaded, document);
  const isComplete = diagnostics.length === 0;
  const checked = checkPlatform(document, registry, isComplete);
  return { ...checked, diagnostics: [...diagnostics, ...checked.diagnostics], registry, isComplete };
}

/** Returns `github.defaultBranch` of the platform file, which need not be valid. No spec or extension is read. */
export async function readDefaultBranch(source: FleetSource): Promise<string | undefined> {
  const { document } = await loadPlatformDocument(source);
  const { defaultBranch } = Object(Object(document?.value)['github']) as { readonly defaultBranch?: unknown };
  return typeof defaultBranch === 'string' ? defaultBranch : undefined;
}

async function loadPlatformDocument(source: FleetSource) {
  const file = { folder: '', path: source.platformFile };
  const { documents, diagnostics } = await loadDocuments([file], { ...source, root: undefined });
  return { document: documents[0]?.document, diagnostics };
}

interface PlatformOfFleet {
  readonly platform?: { readonly platform: Platform; readonly document: SourceDocument };
  readonly diagnostics: readonly Diagnostic[];
  readonly registry: Registry;
  readonly isComplete: boolean;
}

type CheckedApp = Pick<LoadedApp, 'spec' | 'document'>;
type UsedFleet = Pick<LoadedFleet, 'malformed' | 'registry'> & {
  readonly apps: readonly CheckedApp[];
  /** Those of the platform. */
  readonly environments: readonly Environment[];
};

/** Validates the `uses` of some applications within the fleet. */
export function checkUses(apps: readonly CheckedApp[], { registry, environments, ...fleet }: UsedFleet): Diagnostic[] {
  const byName = new Map(fleet.apps.map((app) => [app.spec.name, app]));
  const unknowable = new Set(fleet.malformed);
  return apps.flatMap(({ spec, document }) =>
    applyRules([usesAreReachable, referencesExist, stacksHaveAnOrder], {
      spec,
      document,
      fleet: byName,
      unknowable,
      registry,
      environments,
    }),
  );
}
