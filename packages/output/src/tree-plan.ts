import { comparePaths } from '@goldenpath/files';
import type { FileChange, TreeChanges } from './changes';
import { BlockedPathError } from './errors';
import { digestOnDisk } from './file-on-disk';
import { folderKind, Folders } from './folders';
import { RECORD_PATH } from './own-folder';
import { planTree, type Plan } from './plan';
import { recordText } from './record';
import type { OpenTree } from './tree';

/** A plan held against the disk: exactly what is to be done. */
export interface TreePlan {
  readonly tree: OpenTree;
  readonly plan: Plan;
  /** Orphans that are still as we wrote them. */
  readonly removals: readonly string[];
  /** Folders of orphans, innermost first, each to be removed if it is empty by then. */
  readonly foldersToTry: readonly string[];
  /** The record to leave, as it will stand on disk; undefined where it stays as it is. */
  readonly text: string | undefined;
  /** Whether files move, so that the tree has to be marked as unfinished meanwhile. */
  readonly movesFiles: boolean;
  readonly result: TreeChanges;
}

/**
 * Decides what is to be done to a tree, doing none of it.
 *
 * @throws BlockedPathError when something came in the way since the files were staged.
 */
export function planOnDisk(tree: OpenTree): TreePlan {
  if (tree.isAsRecorded()) return nothingToDo(tree);
  const plan = planTree(tree.stored.record, tree.units, (unit) => tree.covers(unit));
  const folders = new Folders(tree.root);
  assertWayIsClear(tree, folders);
  const { removals, keptOrphans, foldersToTry } = sortOrphans(tree, plan, folders);
  const changes: FileChange[] = [...tree.changes, ...removals.map((path) => ({ path, change: 'orphan' as const }))];
  // Readers refuse an interrupted tree, even one whose files are all in place.
  if (tree.state === 'interrupted') changes.push({ path: RECORD_PATH, change: 'differs' });
  return {
    tree,
    plan,
    removals,
    foldersToTry,
    text: recordText(plan.complete),
    movesFiles: tree.staged.size > 0 || removals.length > 0 || tree.state === 'interrupted',
    result: {
      root: tree.root,
      state: tree.state,
      changes: changes.sort((a, b) => comparePaths(a.path, b.path)),
      keptOrphans,
    },
  };
}

/** Most runs change nothing: then there is no record to make and to compare. */
function nothingToDo(tree: OpenTree): TreePlan {
  const { record, state } = tree.stored;
  return {
    tree,
    plan: { complete: record, writing: record, orphans: new Map() },
    removals: [],
    foldersToTry: [],
    text: undefined,
    movesFiles: false,
    result: { root: tree.root, state, changes: [], keptOrphans: [] },
  };
}

function assertWayIsClear(tree: OpenTree, folders: Folders): void {
  for (const path of tree.staged.keys()) {
    const kind = folders.above(path);
    if (kind === 'link' || kind === 'file') throw new BlockedPathError(`${tree.root}/${path}`, kind);
  }
}

type SortedOrphans = Pick<TreePlan, 'removals' | 'foldersToTry'> & {
  readonly keptOrphans: string[];
};

function sortOrphans({ root, options }: OpenTree, plan: Plan, folders: Folders): SortedOrphans {
  const removals: string[] = [];
  const keptOrphans: string[] = [];
  const emptied = new Set<string>();
  for (const [path, ours] of plan.orphans) {
    const kind = folders.above(path);
    // Nothing is removed through a link: the target can belong to another person.
    if (kind === 'link') keptOrphans.push(path);
    if (kind === 'link' || kind === 'file') continue;
    addFoldersAbove(path, emptied);
    const sum = kind === 'folder' ? digestOnDisk(`${root}/${path}`) : undefined;
    const isOurs = sum !== undefined && (ours.has(sum) || options.isShared?.(path) === true);
    if (isOurs) removals.push(path);
    else if (folderKind(`${root}/${path}`) !== 'absent') keptOrphans.push(path);
  }
  // A folder's path is longer than that of the one it lies in.
  return { removals, keptOrphans, foldersToTry: [...emptied].sort((a, b) => b.length - a.length) };
}

/** All of them, because a run that was killed may have removed only the innermost. */
function addFoldersAbove(path: string, folders: Set<string>): void {
  for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
    folders.add(path.slice(0, slash));
  }
}
