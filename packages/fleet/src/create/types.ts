import type { GithubRepository } from '../github/pull-requests';

export interface CreateOptions {
  /** The address of Backstage. @default `BACKSTAGE_URL`; without it nothing is registered there */
  readonly backstage?: string;
  /** Change nothing; only say what would be done. @default false */
  readonly dryRun?: boolean;
  /** Remove what an earlier run made. @default false */
  readonly undo?: boolean;
  /** Seconds for the Git operations. @default 120 */
  readonly timeout?: number;
}

/** In this order. `undo` goes the other way. */
export type CreateStepName = 'repository' | 'commit' | 'catalog' | 'backstage';

/**
 * What was done for a step.
 *
 * - `done`, `unchanged`: it was done now, or before.
 * - `planned`: a dry run would do it.
 * - `waiting`: it needs something first, such as a merge. Run this again then.
 * - `skipped`: it is not configured, or the application has no part in it.
 * - `undone`: it was removed.
 */
export type CreateOutcome = 'done' | 'unchanged' | 'planned' | 'waiting' | 'skipped' | 'undone';

export interface CreateStep {
  readonly step: CreateStepName;
  readonly outcome: CreateOutcome;
  /** What was made, as a sentence without a full stop. */
  readonly detail: string;
}

/** What `create` did. */
export interface Created {
  readonly app: string;
  readonly steps: readonly CreateStep[];
  /** The absolute path of the record. It is removed by `undo`. */
  readonly record: string;
}

/** The repository of an application. */
export interface CreatedRepository extends GithubRepository {
  readonly url: string;
}

/** What was made so far, beside the platform file. */
export interface CreateRecord {
  readonly version: 1;
  readonly app: string;
  readonly repository: CreatedRepository;
  /** The default branch, and the first commit on it or in a pull request. @default nothing was pushed */
  readonly commit?: { readonly branch: string; readonly commit?: string; readonly pullRequest?: number };
  /** The Location in Backstage. @default nothing was registered */
  readonly backstage?: { readonly url: string; readonly id: string; readonly target: string };
}
