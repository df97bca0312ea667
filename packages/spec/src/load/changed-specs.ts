import type { Registry, SourceDocument } from '@goldenpath/extension';
import type { AppSpec, Platform } from '../types/resolved';
import { checkApp, type LoadedApp } from './app';
import { loadDocuments } from './documents';
import type { FoundFile } from './find-apps';
import { checkUses, loadPlatformOf, withDataFiles } from './fleet';
import type { FleetSource } from './fleet-source';

/** A fleet of which some specs were read again. */
export interface ChangedSpecs {
  readonly platform: Platform;
  readonly registry: Registry;
  /** The specs that were read, by folder name. */
  readonly changed: ReadonlyMap<string, AppSpec>;
  /** All files of the code that was run. @default none was run, or another run can differ */
  readonly codeFiles?: readonly string[];
}

/**
 * Reads and validates some specs of a fleet, each by itself.
 *
 * @param files - The specs to read.
 * @param known - The platform, if its file did not change since it was read, and adds nothing to the parts and kinds. @default it is read
 * @returns `undefined` when there is an error. {@link loadFleet} reports it.
 */
export async function loadChangedSpecs(
  source: FleetSource,
  builtIn: Registry,
  files: readonly FoundFile[],
  known?: Platform,
): Promise<ChangedSpecs | undefined> {
  const ofPlatform =
    known === undefined ? await validPlatform(source, builtIn) : { platform: known, registry: builtIn };
  if (ofPlatform === undefined) return undefined;
  const { platform, registry } = ofPlatform;
  const loaded = await loadDocuments(files, { ...source, root: source.appsFolder });
  const documents = withDataFiles(loaded.documents, source, registry);
  const checked = documents.map((document) => checkApp(document, platform, registry));
  if ([loaded, ...checked].some((result) => result.diagnostics.length > 0)) return undefined;
  const read = checked.flatMap(({ app }) => app ?? []);
  const codeFiles = codeFilesOf(read);
  return {
    platform,
    registry,
    changed: new Map(read.map(({ folder, spec }) => [folder, spec])),
    ...(codeFiles !== undefined && { codeFiles }),
  };
}

async function validPlatform(
  source: FleetSource,
  builtIn: Registry,
): Promise<Pick<ChangedSpecs, 'platform' | 'registry'> | undefined> {
  const { platform, registry, diagnostics } = await loadPlatformOf(source, builtIn);
  return platform === undefined || diagnostics.length > 0 ? undefined : { platform: platform.platform, registry };
}

/**
 * Returns whether what some specs say of others is right.
 *
 * @param fleet - These specs, and all that they refer to, directly or through others.
 */
export function haveValidUses(
  specs: readonly AppSpec[],
  fleet: readonly AppSpec[],
  { registry, platform }: { readonly registry: Registry; readonly platform: Platform },
): boolean {
  const apps = fleet.map(withoutDocument);
  const { environments } = platform;
  return checkUses(specs.map(withoutDocument), { apps, malformed: [], registry, environments }).length === 0;
}

/** Returns all files of the code that made some specs; `undefined` if none is code, or if another run of one can differ. */
export function codeFilesOf(apps: readonly Pick<LoadedApp, 'trust' | 'inputs'>[]): readonly string[] | undefined {
  const code = apps.filter(({ trust }) => trust === 'code');
  const files = code.map(({ inputs }) => inputs);
  return code.length === 0 || files.includes(undefined) ? undefined : [...new Set(files.flatMap((own) => own ?? []))];
}

/** Enough for rules to find an error. Its position is not needed. */
function withoutDocument(spec: AppSpec): Pick<LoadedApp, 'spec' | 'document'> {
  const document: SourceDocument = {
    file: spec.name,
    value: undefined,
    locate: () => ({ file: spec.name, line: 1, column: 1, text: '', length: 1 }),
  };
  return { spec, document };
}
