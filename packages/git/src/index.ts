export {
  changeRepository,
  type ChangeOptions,
  type ChangeOutcome,
  type Proposal,
  readRepository,
} from './change-repository';
export { assertFits } from './check-change';
export type { Environment } from './environment';
export { RepositoryContentError, RepositoryError, type RepositoryReason } from './errors';
export { printable } from './redact';
export { isLocalPath, shownUrl } from './remote-url';
export type { RepositoryOptions, RepositoryTarget } from './session';
export type { Identity } from './settings';
export type { Tip } from './tip';
export { isPlainFile, type TreeEntry } from './tree-entries';
export type { ListedFile } from './tree-reader';
