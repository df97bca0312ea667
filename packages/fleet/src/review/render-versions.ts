import * as path from 'node:path';
import { UserError } from '@goldenpath/errors';
import { type Registry, unionOf } from '@goldenpath/extension';
import { checkoutCommit } from '@goldenpath/git';
import { builtInRegistry } from '@goldenpath/parts';
import { printable, runProcess } from '@goldenpath/process';
import type { Commit, FleetVersion } from '@goldenpath/review';
import { allUnits, changedUnits } from './changed-units';
import {
  type FleetAtOptions,
  loadFleetAt,
  type OtherFleet,
  findFleetPaths,
  sourceIn,
  trustingBase,
} from './fleet-at-commit';
import type { FleetPaths } from './fleet-paths';
import { generatorsChanged } from './generators-changed';
import { installGenerators } from './installed-generators';
import { renderVersion } from './fleet-version';
import { readVersionFile } from './version-file';

/** Bytes of output to keep for an error. */
const MAX_OUTPUT = 10_000;

/** The input of a comparison. */
export interface VersionsOptions extends FleetAtOptions {
  readonly base: Commit;
  readonly head: Commit;
  /** Whether a commit is rendered by its own generators if they differ from the installed ones. */
  readonly ownGenerators: boolean;
}

/** The two versions of a fleet that a review compares. */
export interface ComparedVersions {
  readonly base: FleetVersion;
  readonly head: FleetVersion;
  /** The registry of both versions. */
  readonly registry: Registry;
  /** Whether different generators rendered them. */
  readonly generatorsChanged: boolean;
  /** Notes for the reader about how they were rendered. */
  readonly notes: readonly string[];
}

/**
 * Renders the two versions of a comparison. With the same generators, renders only what differs. With different generators, each commit's
 * generators render its whole version.
 *
 * @throws InvalidFleetError when the fleet of the working tree is invalid.
 * @throws UserError when the fleet of a commit is invalid, or its generators cannot be installed.
 */
export async function renderVersions(given: VersionsOptions): Promise<ComparedVersions> {
  const { base, head } = given;
  const options = await trustingBase(given, base);
  const { signal, source } = options.context;
  // The generators of a commit are code of its author, including the scripts of its package.json.
  const ownGenerators = options.ownGenerators && source.dataOnly !== true;
  const between = await differ(options, base, head);
  const fromHere = {
    // If the head is the working tree, this is the same as `between`.
    base: head.commit === null ? between : await differ(options, base, undefined),
    head: await differ(options, head, undefined),
  };
  const notes: string[] = [];
  if (!ownGenerators || (!fromHere.base && !fromHere.head)) {
    if (between) notes.push('Base and head are made by the generators that are installed here.');
    const after = await loadFleetAt(options, 'head', head, notes);
    const before = await loadFleetAt(options, 'base', base, notes, { ...after, commit: head.commit });
    const wanted = changedUnits(before, after);
    return {
      base: await renderVersion(before, wanted, signal),
      head: await renderVersion(after, wanted, signal),
      registry: unionOf(after.registry, before.registry),
      generatorsChanged: false,
      notes,
    };
  }
  const after = await wholeVersion(options, 'head', head, fromHere.head, notes);
  const other = { commit: head.commit, facts: after.version.facts, registry: after.registry };
  const before = await wholeVersion(options, 'base', base, fromHere.base, notes, other);
  return {
    base: before.version,
    head: after.version,
    registry: unionOf(after.registry, before.registry),
    generatorsChanged: between,
    notes,
  };
}

type VersionName = 'base' | 'head';

/** Returns whether two commits have different generators. `undefined` is the working tree. */
async function differ(
  { repository, context: { source } }: VersionsOptions,
  one: Commit,
  other: Commit | undefined,
): Promise<boolean> {
  if (one.commit === null) return false;
  return generatorsChanged(repository, path.dirname(source.platformFile), one.commit, other?.commit ?? undefined);
}

/** A version with all units, and its registry. */
interface WholeVersion {
  readonly version: FleetVersion;
  readonly registry: Registry;
}

async function wholeVersion(
  options: VersionsOptions,
  name: VersionName,
  at: Commit,
  isOther: boolean,
  notes: string[],
  other?: OtherFleet,
): Promise<WholeVersion> {
  const { ref, commit } = at;
  const paths = isOther && commit !== null ? await findFleetPaths(options, { ref, commit }, notes, other) : undefined;
  if (paths !== undefined) {
    const made = await versionByOwnGenerators(options, name, at, paths);
    // A commit's generators return data without their parts, so only the installed parts are known.
    if (made !== undefined) return { version: made, registry: other?.registry ?? builtInRegistry };
    notes.push(`The generators of ${ref} do not support reviews, so the installed generators rendered this version.`);
  }
  const fleet = await loadFleetAt(options, name, at, paths === undefined ? notes : [], other);
  return { version: await renderVersion(fleet, allUnits(fleet), options.context.signal), registry: fleet.registry };
}

/** Returns undefined when the commit's command is too old to support this. */
async function versionByOwnGenerators(
  options: VersionsOptions,
  name: VersionName,
  at: Commit,
  paths: FleetPaths,
): Promise<FleetVersion | undefined> {
  const { repository, scratch, context } = options;
  const { source, signal: stopping, node, onProgress } = context;
  const onStep = (step: string) => onProgress({ kind: 'step', step });
  const folder = path.join(scratch, `${name}-own`);
  await checkoutCommit(repository, at.commit ?? '', folder);
  const own = sourceIn(folder, source, paths);
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
  const output = printable(all);
  if (end === 0) return readVersionFile(file);
  if (/unknown command|too many arguments/.test(output)) return undefined;
  throw new UserError(
    `${at.ref} cannot be rendered with its own generators:\n${output.trim()}\n`,
    'Compare with a commit for which `goldenpath validate` passes, or pass `--no-base-generators`.',
  );
}
