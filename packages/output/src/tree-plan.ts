import { comparePaths } from '@goldenpath/files';
import type { FileChange, TreeChanges } from './changes';
import { BlockedPathError } from './errors';
import { digestOnDisk } from './file-on-disk';
import { folderKind, Folders } from './folders';
import { RECORD_PATH } from './own-folder';
import { planTree, type Plan } from './plan';
import { recordText } from './record';
import type { OpenTree } from './tree';

/** The exact changes to the tree on disk. */
export interface TreePlan {
  readonly tree: OpenTree;
  readonly plan: Plan;
  /** Orphans that are unchanged since we wrote them. */
  readonly removals: readonly string[];
  /** Folders of orphans, innermost first. Each is removed if it is empty by then. */
  readonly foldersToTry: readonly string[];
  /** The text of the new record; undefined if it does not change. */
  readonly text: string | undefined;
  /** Whether files are moved. The tree is marked as unfinished until they are. */
  readonly movesFiles: boolean;
  readonly result: TreeChanges;
}

/**
 * Returns the changes to a tree, without applying them.
 *
 * @throws BlockedPathError when another entry appeared in the way after the files were staged.
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
    text: recordText(plan.complete, tree.state === 'complete' ? tree.stored : undefined),
    movesFiles: tree.staged.size > 0 || removals.length > 0 || tree.state === 'interrupted',
    result: {
      root: tree.root,
      state: tree.state,
      changes: changes.sort((a, b) => comparePaths(a.path, b.path)),
      keptOrphans,
    },
  };
}

/** Most runs change nothing. They do not create or compare a record. */
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
