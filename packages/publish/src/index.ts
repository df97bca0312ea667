export type { FileChange, TreeChanges } from './disk/changes';
export { readCompleteTree, type CompleteFile, type CompleteTree, type CompleteTreeOptions } from './disk/complete-tree';
export { BlockedPathError, IncompleteTreeError, TreeBusyError, TreeError, UnwritableTreeError } from './disk/errors';
export { openComparison, openPublication, type Publication, type PublicationOptions } from './disk/publication';
export type { TreeState } from './disk/record-file';
export type { Tree, TreeOptions } from './disk/tree';
export {
  changeRepository,
  type ChangeOptions,
  type ChangeOutcome,
  type Environment,
  type Identity,
  isLocalPath,
  type ListedFile,
  printable,
  type Proposal,
  readRepository,
  RepositoryContentError,
  RepositoryError,
  type RepositoryOptions,
  type RepositoryReason,
  type RepositoryTarget,
  shownUrl,
  type Tip,
  type TreeEntry,
} from './git';
export {
  type CommitInfo,
  type Comparison,
  manifestsFolder,
  type Move,
  type MoveKind,
  type MoveOutcome,
  type MoveRequest,
  moveRelease,
  oneLine,
  type RecordKind,
  releasedApp,
  type ReleasedApp,
  ReleaseError,
  releaseHistory,
  type ReleasePlace,
  type ReleaseReason,
  type ReleaseRecord,
  releaseStatus,
  type ReleaseStatus,
  type RunningRelease,
  shortId,
  shownTag,
  tryReleasedApp,
} from './release';
export { type Loss, UnacceptedLossError } from './gitops/losses';
export type { FilePublication } from './gitops/plan-app';
export { editText, PUBLISH_TRAILER, summaryOf } from './gitops/publication-message';
export { type AppPublication, type GitopsPublication, type GitopsRequest, publishApps } from './gitops/publish-apps';
export { type Holdings, type PublishedApp, publishedApps } from './gitops/published-app';
export type { TracedEdit } from './gitops/trace-edits';
