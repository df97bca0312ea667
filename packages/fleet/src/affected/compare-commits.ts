import * as path from 'node:path';
import { mergeBase, openClone, resolveCommit } from '@goldenpath/git';
import type { Commit } from '@goldenpath/review';
import type { FleetContext } from '../context';
import { InvalidCommitError } from '../errors';
import { loadValidFleet } from '../load/load-valid-fleet';
import { loadFleetAt, trustingBase } from '../review/fleet-at-commit';
import { generatorsChanged } from '../review/generators-changed';
import type { ResolvedFleet } from '../load/resolved-fleet';
import { withScratchFolder } from '../review/scratch';
import { type Affected, affectedBy } from './affected';

/** The result of comparing two commits. */
export interface ComparedCommits {
  /** `null` when there was no fleet before. */
  readonly base: Commit | null;
  readonly head: Commit;
  /** Why the whole fleet is affected; `null` when it is not. */
  readonly everything: 'no base' | 'other generators' | null;
  /** Limitations of the result. */
  readonly notes: readonly string[];
  /** In the head's order. */
  readonly environments: readonly string[];
  readonly affected: Affected;
}

export interface CommitNames {
  /** @default no base: the whole fleet is affected */
  readonly base?: string;
  /** @default the working tree */
  readonly head?: string;
}

/**
 * Compares two commits. As in a review, the base is the merge base of both.
 *
 * @throws InvalidFleetError when the fleet of the working tree is invalid.
 * @throws UserError when a name is not a commit, or the fleet of a commit is invalid.
 */
export async function compareCommits(context: FleetContext, names: CommitNames): Promise<ComparedCommits> {
  const { source } = context;
  if (names.base === undefined && names.head === undefined) {
    return whole(await loadValidFleet(context), { ref: WORKING_TREE, commit: null });
  }
  const repository = await openClone(path.dirname(source.platformFile), context.env, {
    runsFilters: source.dataOnly !== true,
  });
  const head = names.head === undefined ? null : await resolveCommit(repository, names.head);
  const headCommit = { ref: names.head ?? WORKING_TREE, commit: head };
  return withScratchFolder(context, async (scratch) => {
    const given = { repository, scratch, context };
    if (names.base === undefined) return whole(await loadFleetAt(given, 'head', headCommit, []), headCommit);
    const named = await resolveCommit(repository, names.base);
    const commit = await mergeBase(repository, named, head ?? 'HEAD');
    const base = { ref: names.base, commit };
    const options = await trustingBase(given, base);
    const after = await loadFleetAt(options, 'head', headCommit, []);
    const others = await generatorsChanged(repository, path.dirname(source.platformFile), commit, head ?? undefined);
    const notes: string[] = [];
    const load = () => loadFleetAt(options, 'base', base, notes, { ...after, commit: head });
    const before = await baseFleet(load, others, notes);
    return {
      ...compared(after, headCommit, affectedBy(before, after, others)),
      base,
      everything: others ? 'other generators' : null,
      notes,
    };
  });
}

const WORKING_TREE = 'working tree';

function compared({ facts: { platform } }: ResolvedFleet, head: Commit, affected: Affected) {
  return { head, environments: platform.environments.map(({ name }) => name), affected };
}

function whole(fleet: ResolvedFleet, head: Commit): ComparedCommits {
  return { ...compared(fleet, head, affectedBy(undefined, fleet, true)), base: null, everything: 'no base', notes: [] };
}

/**
 * Specs that were valid for other generators can be invalid for these. Everything is affected in that case, except stacks that left the
 * fleet.
 */
async function baseFleet(
  load: () => Promise<ResolvedFleet>,
  otherGenerators: boolean,
  notes: string[],
): Promise<ResolvedFleet | undefined> {
  try {
    return await load();
  } catch (error) {
    if (!otherGenerators || !(error instanceof InvalidCommitError)) throw error;
    notes.push(
      `This version cannot read the specs of the base, so stacks that left the fleet are unknown: ${error.message}`,
    );
    return undefined;
  }
}
