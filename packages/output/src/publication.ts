import { systemCode } from '@goldenpath/errors';
import type { TreeChanges } from './changes';
import { commitTrees } from './commit';
import { asDiskError, IncompleteTreeError } from './errors';
import { tryLock, waitForLock, type Lock } from './lock';
import { FileIndex } from './file-index';
import { folderKind } from './folders';
import { OWN_FOLDER, STAGING_PREFIX } from './own-folder';
import { readRecord, readRecordText, type StoredRecord } from './record-file';
import { makeOwnFolder, makeRoot, removeDeadStaging, removeMadeFolders, resolveRoot, type MadeRoot } from './root';
import { Staging } from './staging';
import { OpenTree, type Tree, type TreeOptions } from './tree';
import { writeTreeCache } from './tree-cache';
import { planOnDisk, type TreePlan } from './tree-plan';

/** How a publication meets other runs. */
export interface PublicationOptions {
  /** How long to wait for another run that writes to the same tree. @default 30 */
  readonly waitSeconds?: number;
}

/** The output of one run for one or several trees. Either all of it is written, or the trees are marked as incomplete. */
export interface Publication {
  /** The trees, in the order in which they were asked for. */
  readonly trees: readonly Tree[];
  /**
   * Writes what was kept and staged to the trees, and ends the publication.
   *
   * @returns What was changed, for each tree.
   * @throws BlockedPathError with nothing changed; UnwritableTreeError, which describes the state of the trees.
   */
  commit(): TreeChanges[];
  /** Ends the publication and leaves every tree as it was; after a commit, does nothing. */
  abort(): void;
}

const UNTOUCHED = 'The files there are as they were.';

/**
 * Opens trees to write to them, alone: until {@link Publication.commit} or {@link Publication.abort}, any other run
 * waits.
 *
 * @throws TreeBusyError when another run is still writing after the wait.
 * @throws IncompleteTreeError when the run covers a part of a tree whose other parts were left broken.
 * @throws BlockedPathError, UnwritableTreeError when a root cannot be written to.
 */
export async function openPublication(
  trees: readonly TreeOptions[],
  { waitSeconds = 30 }: PublicationOptions = {},
): Promise<Publication> {
  const roots: MadeRoot[] = [];
  const locks: Lock[] = [];
  const releaseLocks = (): void => {
    for (const lock of locks) lock.release();
    removeMadeFolders(roots);
  };
  try {
    for (const { root } of trees) roots.push(onDisk(root, () => makeRoot(root)));
    assertDistinct(roots);
    // In one order for all, so that two runs never each wait for what the other has.
    for (const root of roots.map((made) => made.root).sort()) {
      locks.push(await takeLock(root, waitSeconds));
      onDisk(root, () => removeDeadStaging(makeOwnFolder(root)));
    }
    const opened = trees.map((options, index) => openTree(roots[index]?.root ?? options.root, options, true));
    opened.forEach(assertRepairable);
    return new DiskPublication(opened, releaseLocks);
  } catch (error) {
    releaseLocks();
    throw error;
  }
}

/**
 * Opens trees to compare them with what is generated: like {@link openPublication}, but nothing is ever written, and
 * {@link Publication.commit} tells what it would change.
 */
export function openComparison(trees: readonly TreeOptions[]): Publication {
  const opened = trees.map((options) => {
    const root = onDisk(options.root, () => resolveRoot(options.root));
    return openTree(root, options, false);
  });
  return new DiskPublication(opened, undefined);
}

class DiskPublication implements Publication {
  private open = true;

  /** @param releaseLocks Ends what keeps other runs out; undefined to only compare. */
  constructor(
    readonly trees: readonly OpenTree[],
    private readonly releaseLocks: (() => void) | undefined,
  ) {}

  commit(): TreeChanges[] {
    if (!this.open) throw new Error('A publication can be committed once.');
    try {
      const plans = this.trees.map(planOnDisk);
      if (this.releaseLocks !== undefined) {
        commitTrees(plans);
        plans.forEach(writeIndex);
        plans.forEach(writeCache);
      }
      return plans.map(({ result }) => result);
    } finally {
      this.abort();
    }
  }

  abort(): void {
    if (!this.open) return;
    this.open = false;
    for (const { staging } of this.trees) staging?.discard();
    this.releaseLocks?.();
  }
}

/** A cache that cannot be written only makes the next run slower. */
function writeIndex({ tree, plan, movesFiles, text }: TreePlan): void {
  const { index, staging } = tree;
  // With an index of another record, the next run reads the record.
  if (staging === undefined || (!movesFiles && !index.isStale && text === undefined)) return;
  try {
    index.write(plan.complete.units, staging.reserve());
  } catch {
    // The record is complete: what was asked for is done.
  }
}

function writeCache({ tree }: TreePlan): void {
  const { root, cache, staging } = tree;
  if (staging === undefined || cache === undefined) return;
  try {
    writeTreeCache(root, cache, staging.reserve());
  } catch {
    // As with the index: the next run reads more.
  }
}

function openTree(root: string, options: TreeOptions, writes: boolean): OpenTree {
  const index = options.verify === true ? FileIndex.empty(root) : FileIndex.read(root);
  const found = onDisk(root, () => recordByIndex(root, index) ?? readRecord(root));
  const staging = writes ? new Staging(`${makeOwnFolder(root)}/${STAGING_PREFIX}${process.pid}`) : undefined;
  return new OpenTree(root, options, { stored: found, index, staging });
}

/** The record is read only where its file is not the one that the index knows, or where its text is needed. */
function recordByIndex(root: string, index: FileIndex): StoredRecord | undefined {
  if (folderKind(`${root}/${OWN_FOLDER}`) !== 'folder') return undefined;
  const { record } = index;
  let text: string | undefined;
  return (
    record && {
      state: 'complete',
      record,
      get text() {
        return (text ??= readRecordText(root));
      },
    }
  );
}

/** What this run does not cover it cannot repair, and must not pass for complete. */
function assertRepairable(tree: OpenTree): void {
  if (tree.options.covers === undefined) return;
  const broken = [...tree.stored.record.units].find(([name, unit]) => !tree.covers(name) && !tree.isIntact(unit));
  if (tree.state === 'unreadable' || (tree.state === 'interrupted' && broken !== undefined)) {
    const why = tree.state === 'unreadable' ? 'its record is damaged' : 'an earlier run was interrupted';
    throw new IncompleteTreeError(
      `${tree.root} is not complete: ${why}${broken === undefined ? '' : ` before it had written ${broken[0]}`}.`,
      'Generate everything once, without limiting it to some apps or environments: that repairs it.',
    );
  }
}

function assertDistinct(roots: readonly MadeRoot[]): void {
  if (new Set(roots.map(({ root }) => root)).size < roots.length)
    throw new Error('A tree was opened twice in one run.');
}

function takeLock(root: string, waitSeconds: number): Promise<Lock> {
  return waitForLock(root, () => onDisk(root, () => tryLockIn(root)), waitSeconds);
}

/** A run that gives up removes the folder it had made, perhaps between our looking and our writing: then once more. */
function tryLockIn(root: string): ReturnType<typeof tryLock> {
  try {
    return tryLock(makeOwnFolder(root));
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function onDisk<T>(root: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw asDiskError(error, root, UNTOUCHED);
  }
}
