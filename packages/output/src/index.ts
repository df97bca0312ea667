export type { FileChange, TreeChanges } from './changes';
export { readCompleteTree, type CompleteFile, type CompleteTree, type CompleteTreeOptions } from './complete-tree';
export { digest } from './digest';
export {
  asDiskError,
  BlockedPathError,
  IncompleteTreeError,
  TreeBusyError,
  TreeError,
  UnwritableTreeError,
} from './errors';
export { type Lock, lockFolder } from './lock';
export { makeFolders } from './make-folders';
export { openComparison, openPublication, type Publication, type PublicationOptions } from './publication';
export type { TreeState } from './record-file';
export type { Tree, TreeOptions } from './tree';
export { Folders, folderKind, type FolderKind } from './folders';
export { readTreeCache } from './tree-cache';
export { writeFileAtomically, writeFileBelow } from './write-file';
