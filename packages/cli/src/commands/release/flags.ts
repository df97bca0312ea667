import type { RepositoryFlags } from '../repository-flags';

/** Flags of the commands that change a tag. */
export interface MoveFlags extends RepositoryFlags {
  readonly reason?: string;
  /** @default false */
  readonly force?: boolean;
  /** @default false */
  readonly dryRun?: boolean;
}

export interface SetFlags extends MoveFlags {
  readonly env: string;
  readonly tag: string;
  readonly digest?: string;
}

export interface PromoteFlags extends MoveFlags {
  readonly from: string;
  readonly to: string;
}

export interface RollbackFlags extends MoveFlags {
  readonly env: string;
  /** The tag to return to. @default the previous tag */
  readonly to?: string;
}

export type StatusFlags = RepositoryFlags;

export interface HistoryFlags extends RepositoryFlags {
  readonly env: string;
}
