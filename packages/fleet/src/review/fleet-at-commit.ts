import * as fs from 'node:fs';
import * as path from 'node:path';
import { checkoutCommit, type Clone } from '@goldenpath/git';
import type { Registry } from '@goldenpath/extension';
import type { FleetFacts } from '@goldenpath/model';
import type { Commit } from '@goldenpath/review';
import { type FleetSource, isLocalExtension, listedExtensions } from '@goldenpath/spec';
import type { FleetContext } from '../context';
import { InvalidCommitError, InvalidFleetError } from '../errors';
import { loadValidFleet, type ValidFleet } from '../load/load-valid-fleet';
import { type FleetPlace, fleetPlaceIn, placeOf, presenceIn } from './fleet-place';
import { emptyFleet, type WrittenFleet, writtenFleet } from './side';

export interface FleetAtOptions {
  readonly repository: Clone;
  /** A folder for whatever is needed meanwhile. */
  readonly scratch: string;
  /** Its fleet is that of the working tree. */
  readonly context: Pick<FleetContext, 'source' | 'signal' | 'onProgress' | 'runCode' | 'node'>;
}

/** The side that a commit is compared with. */
export interface OtherFleet {
  readonly commit: string | null;
  readonly facts: FleetFacts;
  readonly registry: Registry;
}

/**
 * The fleet of a commit or of the working tree. One that is not there yet is empty, with the platform of the other side.
 *
 * @param name - Tells the folders of the sides apart.
 * @param notes - Gets what has to be known of where the fleet is.
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
  if (commit === null) return writtenFleet(await loadValidFleet(context));
  const place = await placeAt(options, { ref, commit }, notes, other);
  if (place === undefined && other !== undefined) return emptyFleet(other);
  const folder = path.join(scratch, `${name}-fleet`);
  const wanted = place ?? placeOf(repository, source);
  await checkOutFleet(options, commit, folder, wanted);
  return writtenFleet(await loadFleetOf(sourceIn(folder, source, wanted), ref, options));
}

/** Writes the fleet of a commit to a folder, with what its programs need. */
async function checkOutFleet(
  { repository, context }: FleetAtOptions,
  commit: string,
  folder: string,
  place: FleetPlace,
): Promise<void> {
  await checkoutCommit(repository, commit, folder, filesOf(place));
  // A local extension may import any file.
  if (listedExtensions(path.join(folder, place.platformFile)).some(isLocalExtension))
    await checkoutCommit(repository, commit, folder);
  linkModules(repository, context.source, folder, place);
}

/**
 * The same options, with the extensions that the base lists trusted, as they are in the base: what a pull request changes of them
 * is not run where only data was asked for.
 */
export async function trustingBase<Options extends FleetAtOptions>(options: Options, base: Commit): Promise<Options> {
  const { context, scratch } = options;
  if (context.source.dataOnly !== true || base.commit === null) return options;
  const place = await placeAt(options, { ref: base.ref, commit: base.commit }, []);
  if (place === undefined) return options;
  const folder = path.join(scratch, 'trusted');
  await checkOutFleet(options, base.commit, folder, place);
  const platformFile = path.join(folder, place.platformFile);
  const trustedExtensions = { names: listedExtensions(platformFile), folder: path.dirname(platformFile) };
  return { ...options, context: { ...context, source: { ...context.source, trustedExtensions } } };
}

/** Where the fleet is in a commit, and a note where it is not where it is now. */
export async function placeAt(
  { repository, context: { source } }: FleetAtOptions,
  { ref, commit }: { readonly ref: string; readonly commit: string },
  notes: string[],
  other?: OtherFleet,
): Promise<FleetPlace | undefined> {
  const isThere = await presenceIn(repository, other === undefined ? commit : other.commit);
  const place = await fleetPlaceIn(repository, source, commit, isThere);
  const before = place === undefined ? undefined : path.posix.dirname(place.platformFile);
  if (place === undefined && other !== undefined) notes.push(`There is no fleet in ${ref} yet: all of it is new.`);
  else if (before !== undefined && before !== path.posix.dirname(placeOf(repository, source).platformFile))
    notes.push(`The fleet moves: in ${ref} it is in ${before === '.' ? 'the top of the repository' : before}.`);
  return place;
}

/** The fleet of a commit whose files are in a folder. */
export function sourceIn(folder: string, source: FleetSource, { platformFile, appsFolder }: FleetPlace): FleetSource {
  return {
    ...source,
    platformFile: path.join(folder, platformFile),
    appsFolder: path.join(folder, appsFolder),
    relativeTo: folder,
  };
}

/** The files of a fleet: all of the commit's where the platform file is a program, which may import any of them. */
function filesOf({ platformFile, appsFolder }: FleetPlace): string[] | undefined {
  return platformFile.endsWith('.ts') || appsFolder === '' ? undefined : [platformFile, appsFolder];
}

/** Programs of the fleet find the packages that are installed beside it now, as they do in the working tree. */
function linkModules(repository: Clone, source: FleetSource, folder: string, place: FleetPlace): void {
  const now = path.dirname(placeOf(repository, source).platformFile);
  const before = path.dirname(place.platformFile);
  for (const at of foldersAbove(now)) {
    const modules = path.join(repository.folder, at, 'node_modules');
    // Where the fleet has moved, the nearest packages are put beside it.
    const link = path.join(folder, now === before ? at : before, 'node_modules');
    if (!fs.existsSync(modules) || fs.existsSync(link)) continue;
    fs.mkdirSync(path.dirname(link), { recursive: true });
    fs.symlinkSync(modules, link, 'junction');
  }
}

/** A folder and all above it, up to `.`, the top of the repository. */
function foldersAbove(folder: string): string[] {
  return folder === '.' ? ['.'] : [folder, ...foldersAbove(path.dirname(folder))];
}

async function loadFleetOf(source: FleetSource, ref: string, { context }: FleetAtOptions): Promise<ValidFleet> {
  try {
    return await loadValidFleet({ ...context, source });
  } catch (error) {
    if (!(error instanceof InvalidFleetError)) throw error;
    throw new InvalidCommitError(
      `The fleet of ${ref} is not valid (${countOf(error.diagnostics.length)}), so nothing can be compared with it.`,
      'Compare with a commit whose `goldenpath validate` passes.',
      error.diagnostics,
    );
  }
}

function countOf(mistakes: number): string {
  return mistakes === 1 ? '1 mistake' : `${mistakes} mistakes`;
}
