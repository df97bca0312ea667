import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Commit, FleetSide } from '@goldenpath/review';
import { type FleetSource, formatDiagnostic } from '@goldenpath/spec';
import type { CommandContext } from '../command';
import { InvalidFleetError, UsageError } from '../errors';
import { openFleet } from '../fleet';
import { allUnits, changedUnits } from './changed-units';
import { checkoutCommit } from './checkout';
import { pathInRepository } from './commits';
import { generatorsChanged } from './generators-changed';
import type { Repository } from './git';
import { installGenerators } from './installed-generators';
import { emptyFleet, makeSide, type WrittenFleet, writtenFleet } from './side';
import { readSideFile } from './side-file';

/** What is compared, and how. */
export interface SidesOptions {
  readonly repository: Repository;
  /** Where the fleet of the working tree is. */
  readonly source: FleetSource;
  readonly base: Commit;
  readonly head: Commit;
  /** Whether a commit with other generators is made by its own. */
  readonly ownGenerators: boolean;
  /** A folder for whatever is needed meanwhile. */
  readonly scratch: string;
  readonly context: CommandContext;
  readonly onStep: (what: string) => void;
}

/** Both sides of a comparison. */
export interface Sides {
  readonly base: FleetSide;
  readonly head: FleetSide;
  /** The two are made by different generators. */
  readonly generatorsChanged: boolean;
  /** What has to be known of how they were made. */
  readonly notes: readonly string[];
}

/**
 * Makes both sides of a comparison. Where the generators are the same, only what differs is made; where they are not, a commit's own
 * generators make all of its side.
 *
 * @throws InvalidFleetError where the fleet of the working tree is not valid.
 * @throws UsageError where that of a commit is not, or where its generators cannot be had.
 */
export async function makeSides(options: SidesOptions): Promise<Sides> {
  const { base, head } = options;
  const between = await differ(options, base, head);
  const fromHere = { base: await differ(options, base, undefined), head: await differ(options, head, undefined) };
  if (!options.ownGenerators || (!fromHere.base && !fromHere.head)) {
    const after = await loadFleetAt(options, 'head', head);
    const before = await loadFleetAt(options, 'base', base, after.facts);
    const wanted = changedUnits(before.facts, after.facts);
    return {
      base: await makeSide(before, wanted),
      head: await makeSide(after, wanted),
      generatorsChanged: false,
      notes: between ? ['Both sides are made by the generators that are installed here.'] : [],
    };
  }
  const notes: string[] = [];
  const after = await wholeSide(options, 'head', head, fromHere.head, notes);
  const before = await wholeSide(options, 'base', base, fromHere.base, notes, after);
  return { base: before, head: after, generatorsChanged: between, notes };
}

type SideName = 'base' | 'head';

/** Whether two commits have different generators; `undefined` is the working tree. */
async function differ({ repository, source }: SidesOptions, one: Commit, other: Commit | undefined): Promise<boolean> {
  if (one.commit === null) return false;
  return generatorsChanged(repository, path.dirname(source.platformFile), one.commit, other?.commit ?? undefined);
}

async function wholeSide(
  options: SidesOptions,
  name: SideName,
  at: Commit,
  isOther: boolean,
  notes: string[],
  head?: FleetSide,
): Promise<FleetSide> {
  if (isOther && at.commit !== null) {
    const made = await sideByOwnGenerators(options, name, at);
    if (made !== undefined) return made;
    notes.push(`The generators of ${at.ref} cannot be asked by a review: those that are installed here made its side.`);
  }
  const fleet = await loadFleetAt(options, name, at, head?.facts);
  return makeSide(fleet, allUnits(fleet.facts));
}

/** The fleet of a commit or of the working tree. One that is not there yet is empty, with the platform of the other side. */
export async function loadFleetAt(
  options: Omit<SidesOptions, 'ownGenerators' | 'onStep' | 'base' | 'head'>,
  name: SideName,
  { ref, commit }: Commit,
  other?: WrittenFleet['facts'],
): Promise<WrittenFleet> {
  const { repository, source, scratch, context } = options;
  if (commit === null) return writtenFleet(await openFleet(source));
  const folder = path.join(scratch, `${name}-fleet`);
  const at = sourceIn(folder, repository, source);
  await checkoutCommit(repository, commit, folder, await pathsOfFleet(repository, source));
  linkModules(repository, source, folder);
  const found = await existingSource(at, source, folder, repository, commit);
  if (found === undefined && other !== undefined) return emptyFleet(other);
  return writtenFleet(await openFleetOf(found ?? at, ref, context));
}

/** The files of a fleet: all of the commit's where the platform file is a program, which may import any of them. */
async function pathsOfFleet(repository: Repository, source: FleetSource): Promise<string[] | undefined> {
  const platform = pathInRepository(repository, source.platformFile);
  const apps = pathInRepository(repository, source.appsFolder);
  if (platform.endsWith('.ts')) return undefined;
  return [platform, platform.replace(/\.yaml$/, '.ts'), apps];
}

function sourceIn(folder: string, repository: Repository, source: FleetSource): FleetSource {
  const platformFile = path.join(folder, pathInRepository(repository, source.platformFile));
  return {
    ...source,
    platformFile,
    appsFolder: path.join(folder, pathInRepository(repository, source.appsFolder)),
    relativeTo: folder,
  };
}

/** A fleet may have had its platform file in the other form; `undefined` where it had none. */
async function existingSource(
  at: FleetSource,
  source: FleetSource,
  folder: string,
  repository: Repository,
  commit: string,
): Promise<FleetSource | undefined> {
  if (fs.existsSync(at.platformFile)) return at;
  const other = at.platformFile.endsWith('.ts')
    ? at.platformFile.replace(/\.ts$/, '.yaml')
    : at.platformFile.replace(/\.yaml$/, '.ts');
  if (!fs.existsSync(other)) return undefined;
  if (other.endsWith('.ts')) {
    await checkoutCommit(repository, commit, folder);
    linkModules(repository, source, folder);
  }
  return { ...at, platformFile: other };
}

/** Programs of the fleet find the packages that are installed beside it, as they do in the working tree. */
function linkModules(repository: Repository, { platformFile }: FleetSource, folder: string): void {
  const inside = pathInRepository(repository, path.dirname(platformFile));
  for (let at = inside; ; at = path.posix.dirname(at)) {
    const below = at === '.' ? '' : at;
    const modules = path.join(repository.folder, below, 'node_modules');
    const link = path.join(folder, below, 'node_modules');
    if (fs.existsSync(modules) && !fs.existsSync(link)) {
      fs.mkdirSync(path.dirname(link), { recursive: true });
      fs.symlinkSync(modules, link, 'junction');
    }
    if (below === '') return;
  }
}

async function openFleetOf(source: FleetSource, ref: string, context: CommandContext) {
  try {
    return await openFleet(source);
  } catch (error) {
    if (!(error instanceof InvalidFleetError)) throw error;
    const [first] = error.diagnostics;
    context.stderr(first === undefined ? '' : `${formatDiagnostic(first)}\n`);
    throw new UsageError(
      `The fleet of ${ref} is not valid (${countOf(error.diagnostics.length)}), so nothing can be compared with it.`,
      'Compare with a commit whose `goldenpath validate` passes.',
    );
  }
}

function countOf(mistakes: number): string {
  return mistakes === 1 ? '1 mistake' : `${mistakes} mistakes`;
}

/** `undefined` where the command of that commit is too old to be asked. */
async function sideByOwnGenerators(options: SidesOptions, name: SideName, at: Commit): Promise<FleetSide | undefined> {
  const { repository, source, scratch, context, onStep } = options;
  const folder = path.join(scratch, `${name}-own`);
  await checkoutCommit(repository, at.commit ?? '', folder);
  const own = sourceIn(folder, repository, source);
  const fleetFolder = path.dirname(own.platformFile);
  const env = context.env as NodeJS.ProcessEnv;
  const program = await installGenerators(fleetFolder, folder, env, onStep);
  onStep(`Making what ${name === 'base' ? 'the base' : 'the head'} makes`);
  const file = path.join(scratch, `${name}.jsonl`);
  const flags = ['--platform', own.platformFile, '--apps', own.appsFolder, ...(source.dataOnly ? ['--data-only'] : [])];
  const { code, said } = await ended(process.execPath, [program, '__side', ...flags, '--to', file], fleetFolder, env);
  if (code === 0) return readSideFile(file);
  if (/unknown command|too many arguments/.test(said)) return undefined;
  throw new UsageError(
    `What ${at.ref} makes cannot be made with its own generators:\n${said.trim()}\n`,
    'Compare with a commit whose `goldenpath validate` passes, or pass `--no-base-generators`.',
  );
}

function ended(
  program: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<{ readonly code: number | null; readonly said: string }> {
  const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += String(chunk)));
  return new Promise((resolve) => {
    child.on('error', () => resolve({ code: null, said }));
    child.on('close', (code) => resolve({ code, said }));
  });
}
