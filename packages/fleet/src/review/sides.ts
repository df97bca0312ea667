import * as path from 'node:path';
import { type Registry, unionOf } from '@goldenpath/extension';
import { checkoutCommit } from '@goldenpath/git';
import { builtInRegistry } from '@goldenpath/parts';
import { printable, runProcess } from '@goldenpath/process';
import type { Commit, FleetVersion } from '@goldenpath/review';
import { UsageError } from '../errors';
import { allUnits, changedUnits } from './changed-units';
import { type FleetAtOptions, loadFleetAt, type OtherFleet, placeAt, sourceIn, trustingBase } from './fleet-at-commit';
import type { FleetPlace } from './fleet-place';
import { generatorsChanged } from './generators-changed';
import { installGenerators } from './installed-generators';
import { makeSide } from './side';
import { readSideFile } from './side-file';

/** Bytes of output that are kept for an error. */
const MAX_OUTPUT = 10_000;

/** What is compared, and how. */
export interface SidesOptions extends FleetAtOptions {
  readonly base: Commit;
  readonly head: Commit;
  /** Whether a commit with other generators is made by its own. */
  readonly ownGenerators: boolean;
}

/** Both sides of a comparison. */
export interface Sides {
  readonly base: FleetVersion;
  readonly head: FleetVersion;
  /** The parts of both. */
  readonly registry: Registry;
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
export async function makeSides(given: SidesOptions): Promise<Sides> {
  const { base, head } = given;
  const options = await trustingBase(given, base);
  const { signal } = options.context;
  const between = await differ(options, base, head);
  const fromHere = {
    // Where the head is the working tree, that has been asked already.
    base: head.commit === null ? between : await differ(options, base, undefined),
    head: await differ(options, head, undefined),
  };
  const notes: string[] = [];
  if (!options.ownGenerators || (!fromHere.base && !fromHere.head)) {
    if (between) notes.push('Both sides are made by the generators that are installed here.');
    const after = await loadFleetAt(options, 'head', head, notes);
    const before = await loadFleetAt(options, 'base', base, notes, { ...after, commit: head.commit });
    const wanted = changedUnits(before, after);
    return {
      base: await makeSide(before, wanted, signal),
      head: await makeSide(after, wanted, signal),
      registry: unionOf(after.registry, before.registry),
      generatorsChanged: false,
      notes,
    };
  }
  const after = await wholeSide(options, 'head', head, fromHere.head, notes);
  const other = { commit: head.commit, facts: after.version.facts, registry: after.registry };
  const before = await wholeSide(options, 'base', base, fromHere.base, notes, other);
  return {
    base: before.version,
    head: after.version,
    registry: unionOf(after.registry, before.registry),
    generatorsChanged: between,
    notes,
  };
}

type SideName = 'base' | 'head';

/** Whether two commits have different generators; `undefined` is the working tree. */
async function differ(
  { repository, context: { source } }: SidesOptions,
  one: Commit,
  other: Commit | undefined,
): Promise<boolean> {
  if (one.commit === null) return false;
  return generatorsChanged(repository, path.dirname(source.platformFile), one.commit, other?.commit ?? undefined);
}

interface WholeSide {
  readonly version: FleetVersion;
  readonly registry: Registry;
}

async function wholeSide(
  options: SidesOptions,
  name: SideName,
  at: Commit,
  isOther: boolean,
  notes: string[],
  other?: OtherFleet,
): Promise<WholeSide> {
  const { ref, commit } = at;
  const place = isOther && commit !== null ? await placeAt(options, { ref, commit }, notes, other) : undefined;
  if (place !== undefined) {
    const made = await sideByOwnGenerators(options, name, at, place);
    // A side by its own generators is data: of its parts, only those are known that there are here.
    if (made !== undefined) return { version: made, registry: other?.registry ?? builtInRegistry };
    notes.push(`The generators of ${ref} cannot be asked by a review: those that are installed here made its side.`);
  }
  const fleet = await loadFleetAt(options, name, at, place === undefined ? notes : [], other);
  return { version: await makeSide(fleet, allUnits(fleet), options.context.signal), registry: fleet.registry };
}

/** `undefined` where the command of that commit is too old to be asked. */
async function sideByOwnGenerators(
  options: SidesOptions,
  name: SideName,
  at: Commit,
  place: FleetPlace,
): Promise<FleetVersion | undefined> {
  const { repository, scratch, context } = options;
  const { source, signal: stopping, node, onProgress } = context;
  const onStep = (step: string) => onProgress({ kind: 'step', step });
  const folder = path.join(scratch, `${name}-own`);
  await checkoutCommit(repository, at.commit ?? '', folder);
  const own = sourceIn(folder, source, place);
  const fleetFolder = path.dirname(own.platformFile);
  const env = repository.env as NodeJS.ProcessEnv;
  const program = await installGenerators(fleetFolder, folder, env, stopping, onStep);
  onStep(`Making what ${name === 'base' ? 'the base' : 'the head'} makes`);
  const file = path.join(scratch, `${name}.jsonl`);
  const flags = ['--platform', own.platformFile, '--apps', own.appsFolder, ...(source.dataOnly ? ['--data-only'] : [])];
  const { end, all } = await runProcess(node, [program, '__side', ...flags, '--to', file], {
    cwd: fleetFolder,
    env,
    cancel: stopping,
    maxOutput: MAX_OUTPUT,
  });
  const said = printable(all);
  if (end === 0) return readSideFile(file);
  if (/unknown command|too many arguments/.test(said)) return undefined;
  throw new UsageError(
    `What ${at.ref} makes cannot be made with its own generators:\n${said.trim()}\n`,
    'Compare with a commit whose `goldenpath validate` passes, or pass `--no-base-generators`.',
  );
}
