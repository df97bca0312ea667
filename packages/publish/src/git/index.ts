export {
  changeRepository,
  type ChangeOptions,
  type ChangeOutcome,
  type Proposal,
  readRepository,
} from './change-repository';
export type { Identity } from './settings';
export type { Environment } from './environment';
export { RepositoryContentError, RepositoryError, type RepositoryReason } from './errors';
export { printable } from './redact';
export { isLocalPath, shownUrl } from './remote-url';
export type { RepositoryOptions, RepositoryTarget } from './session';
export type { Tip } from './tip';
export type { TreeEntry } from './tree-entries';
export type { ListedFile } from './tree-reader';
