import type { PreviewRecord } from '@goldenpath/gitops';
import type { RepositoryOptions } from '../gitops/options';

/** Options of everything about previews. */
export interface PreviewOptions extends RepositoryOptions {
  /** Use an embedded PostgreSQL server and a secret store in a folder, in place of AWS. @default false */
  readonly local?: boolean;
  /** With `local`: the output folder that `deploy` had. @default `dist` beside the platform file */
  readonly out?: string;
  /** A file with PEM certificates to trust besides those of Amazon RDS. @default none */
  readonly caFile?: string;
  /** @default the clock of this machine */
  readonly now?: () => Date;
  /** Called before each step. */
  readonly onStep?: (title: string) => void;
}

/** Options of `up`. */
export interface PreviewUpOptions extends PreviewOptions {
  /** The number of the pull request. */
  readonly number: number;
  /** The commit whose image was pushed: at least 7 hexadecimal digits. */
  readonly commit: string;
}

/** Options of `down`. */
export interface PreviewDownOptions extends PreviewOptions {
  readonly number: number;
}

/** Options of `expire`. */
export interface PreviewExpireOptions extends PreviewOptions {
  /** A file with the numbers of the open pull requests by application, as JSON. @default pull requests are not compared */
  readonly open?: string;
  /** Remove nothing. @default false */
  readonly dryRun?: boolean;
}

/** What became of a preview. */
export interface PreviewResult {
  readonly app: string;
  readonly number: number;
  /**
   * `ready`: it was made or changed. `unchanged`: it was ready with that commit. `superseded`: a later run makes it. `removed`: it is removed
   * with all that belongs to it. `gone`: there was nothing to remove.
   */
  readonly status: 'ready' | 'unchanged' | 'superseded' | 'removed' | 'gone';
  /** What was done. */
  readonly steps: readonly string[];
  /** Its address. @default it has none */
  readonly url?: string;
}

/** A preview with the end of its days. */
export interface ListedPreview extends PreviewRecord {
  /** As an ISO date. @default the platform file has no previews */
  readonly expiresAt?: string;
}

/** A preview that has to go, and what became of it. */
export interface ExpiredPreview {
  readonly app: string;
  readonly number: number;
  readonly why: string;
  readonly status: 'planned' | 'removed' | 'gone' | 'failed';
  readonly steps: readonly string[];
  readonly error?: unknown;
}
