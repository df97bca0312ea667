import * as fs from 'node:fs';
import * as path from 'node:path';
import { checkoutCommit, type Clone } from '@goldenpath/git';
import type { Registry } from '@goldenpath/extension';
import type { FleetFacts } from '@goldenpath/model';
import type { Commit } from '@goldenpath/review';
import { type FleetSource, isLocalExtension, listedExtensions } from '@goldenpath/spec';
import { makeFolders } from '@goldenpath/output';
import type { FleetContext } from '../context';
import { InvalidCommitError, InvalidFleetError } from '../errors';
import { loadComparedFleet, type ValidFleet } from '../load/load-valid-fleet';
import { type FleetPaths, fleetPathsIn, currentPaths, presenceIn } from './fleet-paths';
import { emptyFleet, type WrittenFleet, writtenFleet } from './fleet-version';
import { assertWholeWorkingTree } from './whole-working-tree';

export interface FleetAtOptions {
  readonly repository: Clone;
  /** A folder for temporary files. */
  readonly scratch: string;
  /** The context. Its fleet is that of the working tree. */
  readonly context: Pick<FleetContext, 'source' | 'signal' | 'onProgress' | 'runCode' | 'node'>;
}

/** The fleet that a commit is compared with. */
export interface OtherFleet {
  readonly commit: string | null;
  readonly facts: FleetFacts;
  readonly registry: Registry;
}

/**
 * Loads the fleet of a commit or of the working tree. If the commit has none, returns an empty one with the other fleet's platform.
 *
 * @param name - Part of the name of its folder: `base` or `head`.
 * @param notes - Receives notes about the location of the fleet.
 * @throws UserError when a sparse checkout leaves out files of the fleet, or the fleet of the commit is invalid.
 */
export async function loadFleetAt(
  options: FleetAtOptions,
  name: string,
  { ref, commit }: Commit,
  notes: string[],
  other?: OtherFleet,
): Promise<WrittenFleet> {
  const { repository, scratch, context } = options;
  const { source } = context;
  if (commit === null) {
    await assertWholeWorkingTree(repository, source);
    return writtenFleet(await loadComparedFleet(context));
  }
  const paths = await findFleetPaths(options, { ref, commit }, notes, other);
  if (paths === undefined && other !== undefined) return emptyFleet(other);
  const folder = path.join(scratch, `${name}-fleet`);
  const wanted = paths ?? currentPaths(repository, source);
  await checkOutFleet(options, commit, folder, wanted);
  return writtenFleet(await loadFleetOf(sourceIn(folder, source, wanted), ref, options));
}

/** Writes the fleet of a commit to a folder, with the packages that its code needs. */
async function checkOutFleet(
  { repository, context }: FleetAtOptions,
  commit: string,
  folder: string,
  paths: FleetPaths,
): Promise<void> {
  await checkoutCommit(repository, commit, folder, filesOf(paths));
  // A local extension may import any file.
  if (listedExtensions(path.join(folder, paths.platformFile)).some(isLocalExtension))
    await checkoutCommit(repository, commit, folder);
  linkModules(repository, context.source, folder, paths);
}

/**
 * Returns options that trust the extensions of the base, with the content they have there. Changes of extensions in a pull request do not
 * run with `--data-only`.
 */
export async function trustingBase<Options extends FleetAtOptions>(options: Options, base: Commit): Promise<Options> {
  const { context, scratch } = options;
  if (context.source.dataOnly !== true || base.commit === null) return options;
  const paths = await findFleetPaths(options, { ref: base.ref, commit: base.commit }, []);
  if (paths === undefined) return options;
  const folder = path.join(scratch, 'trusted');
  await checkOutFleet(options, base.commit, folder, paths);
  const platformFile = path.join(folder, paths.platformFile);
  const trustedExtensions = { names: listedExtensions(platformFile), folder: path.dirname(platformFile) };
  return { ...options, context: { ...context, source: { ...context.source, trustedExtensions } } };
}

/** Returns the paths of the fleet in a commit. Adds a note if they differ from the working tree. */
export async function findFleetPaths(
  { repository, context: { source } }: FleetAtOptions,
  { ref, commit }: { readonly ref: string; readonly commit: string },
  notes: string[],
  other?: OtherFleet,
): Promise<FleetPaths | undefined> {
  const isThere = await presenceIn(repository, other === undefined ? commit : other.commit);
  const paths = await fleetPathsIn(repository, source, commit, isThere);
  const before = paths === undefined ? undefined : path.posix.dirname(paths.platformFile);
  if (paths === undefined && other !== undefined) notes.push(`There is no fleet in ${ref}, so everything is new.`);
  else if (before !== undefined && before !== path.posix.dirname(currentPaths(repository, source).platformFile))
    notes.push(`The fleet moved: in ${ref} it is in ${before === '.' ? 'the root of the repository' : before}.`);
  return paths;
}

/** Returns the fleet of a commit whose files are in a folder. */
export function sourceIn(folder: string, source: FleetSource, { platformFile, appsFolder }: FleetPaths): FleetSource {
  return {
    ...source,
    platformFile: path.join(folder, platformFile),
    appsFolder: path.join(folder, appsFolder),
    relativeTo: folder,
  };
}

/** Returns the files of a fleet; undefined for all files of the commit, if the platform file is code, which may import any of them. */
function filesOf({ platformFile, appsFolder }: FleetPaths): string[] | undefined {
  return platformFile.endsWith('.ts') || appsFolder === '' ? undefined : [platformFile, appsFolder];
}

/** Links the installed packages next to the fleet, so that its code finds them as in the working tree. */
function linkModules(repository: Clone, source: FleetSource, folder: string, paths: FleetPaths): void {
  const now = path.dirname(currentPaths(repository, source).platformFile);
  const before = path.dirname(paths.platformFile);
  for (const at of foldersAbove(now)) {
    const modules = path.join(repository.folder, at, 'node_modules');
    // If the fleet moved, the nearest packages are linked next to it.
    const link = path.join(folder, now === before ? at : before, 'node_modules');
    if (!fs.existsSync(modules) || fs.existsSync(link)) continue;
    makeFolders(path.dirname(link));
    fs.symlinkSync(modules, link, 'junction');
  }
}

/** Returns a folder and its parents, up to `.`, the root of the repository. */
function foldersAbove(folder: string): string[] {
  return folder === '.' ? ['.'] : [folder, ...foldersAbove(path.dirname(folder))];
}

async function loadFleetOf(source: FleetSource, ref: string, { context }: FleetAtOptions): Promise<ValidFleet> {
  try {
    return await loadComparedFleet({ ...context, source });
  } catch (error) {
    if (!(error instanceof InvalidFleetError)) throw error;
    throw new InvalidCommitError(
      `The fleet of ${ref} is invalid (${countOf(error.diagnostics.length)}), so it cannot be compared.`,
      'Compare with a commit for which `goldenpath validate` passes.',
      error.diagnostics,
    );
  }
}

function countOf(mistakes: number): string {
  return mistakes === 1 ? '1 mistake' : `${mistakes} mistakes`;
}
