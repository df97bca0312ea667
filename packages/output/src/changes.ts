import type { TreeState } from './record-file';

/** How a file on disk differs from what was generated. */
export interface FileChange {
  /** Relative to the tree's root. */
  readonly path: string;
  /**
   * - `missing`: it was not there.
   * - `differs`: something else was there; if a person edited it, that edit is what differs.
   * - `orphan`: we wrote it earlier and it is generated no more.
   */
  readonly change: 'missing' | 'differs' | 'orphan';
}

/** What a publication did to a tree, or, where it only compared, would do. */
export interface TreeChanges {
  /** The tree's root, its symbolic links resolved. */
  readonly root: string;
  /** How the run before this one had left the tree. */
  readonly state: TreeState;
  /** In order of path; empty when the tree was as it should be. */
  readonly changes: readonly FileChange[];
  /** Files that are generated no more but were changed by somebody else: they stay, and are no longer ours. */
  readonly keptOrphans: readonly string[];
}
