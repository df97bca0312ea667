export { type BranchCommit, commitsBetween, isAncestor, treeOf } from './clone/branch-commits';
export { checkoutCommit } from './clone/checkout';
export { type Clone, openClone } from './clone/clone';
export { changedPaths, fileIn, mergeBase, pathsIn, resolveCommit } from './clone/commits';
export { leftOutPaths } from './clone/left-out';
export { isIgnored, pathInClone } from './clone/path-in-clone';
export { gitFolder, trackedPaths, uncommittedPaths, versionContent, versionsOf } from './clone/working-tree';
export { findRenames } from './merge/find-renames';
export { type MergedTexts, mergeTexts, type MergeResult } from './merge/merge-texts';
export {
  changeRepository,
  type ChangeOptions,
  type ChangeOutcome,
  type Proposal,
  readRepository,
} from './remote/change-repository';
export { assertFits } from './remote/check-change';
export type { Environment } from './environment';
export { RepositoryContentError, RepositoryError, type RepositoryReason } from './errors';
export { printable } from '@goldenpath/process';
export { isLocalPath, shownUrl } from './remote/remote-url';
export { type TemporaryClone, type TemporaryCloneOptions, withTemporaryClone } from './remote/temporary-clone';
export type { RepositoryOptions, RepositoryTarget } from './remote/session';
export type { Identity } from './remote/settings';
export type { Tip } from './remote/tip';
export { isPlainFile, type TreeEntry } from './remote/tree-entries';
export type { ListedFile } from './remote/tree-reader';
