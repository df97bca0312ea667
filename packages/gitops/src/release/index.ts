export type { MoveKind, Move } from './commit-message';
export type { Comparison } from './comparison';
export { ReleaseError, type ReleaseReason } from './errors';
export { moveRelease, type MoveOutcome } from './move-release';
export { manifestsFolder, releasedApp, type ReleasedApp, type ReleaseOverlay, tryReleasedApp } from './released-app';
export type { MoveRequest } from './plan-move';
export { releaseHistory, releaseStatus, type ReleaseStatus, type RunningRelease } from './read-releases';
export { oneLine, shortId, shownTag } from './shown';
export type { CommitInfo, RecordKind, ReleaseRecord } from './timeline';
