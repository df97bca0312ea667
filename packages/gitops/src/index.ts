export {
  type PreviewDatabase,
  type PreviewRecord,
  readRecord,
  readRecords,
  recordPath,
  recordText,
} from './preview/record';
export { publishedPlatform, shownName } from './publish/published-platform';
export { type Loss, UnacceptedLossError } from './publish/losses';
export type { FilePublication } from './publish/plan-app';
export { editText, PUBLISH_TRAILER, summaryOf } from './publish/publication-message';
export { type AppPublication, type GitopsPublication, type GitopsRequest, publishApps } from './publish/publish-apps';
export { type Holdings, type PublishedApp, publishedApps } from './publish/published-app';
export type { Unreleased } from './publish/plan-publication';
export type { TracedEdit } from './publish/trace-edits';
export {
  type CommitInfo,
  type Comparison,
  containerImage,
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
  type ReleaseOverlay,
  type ReleaseReason,
  type ReleaseRecord,
  releaseStatus,
  type ReleaseStatus,
  type RunningRelease,
  shortId,
  shownTag,
  tryReleasedApp,
} from './release';
