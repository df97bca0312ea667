import type { TreeState } from './record-file';

/** How a file on disk differs from what was generated. */
export interface FileChange {
  /** Relative to the tree's root. */
  readonly path: string;
  /**
   * - `missing`: it was not there.
   * - `differs`: its content differed, for example because a person edited it.
   * - `orphan`: an earlier run wrote it, and it is no longer generated.
   */
  readonly change: 'missing' | 'differs' | 'orphan';
}

/** The changes of a publication to a tree. A comparison reports them without making them. */
export interface TreeChanges {
  /** The tree's root, its symbolic links resolved. */
  readonly root: string;
  /** How the run before this one had left the tree. */
  readonly state: TreeState;
  /** In order of path; empty when the tree was as it should be. */
  readonly changes: readonly FileChange[];
  /** Files that are no longer generated but that a person changed. They stay, and are no longer managed. */
  readonly keptOrphans: readonly string[];
}
