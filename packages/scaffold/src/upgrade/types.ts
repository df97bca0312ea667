import type { GeneratedFile, Ownership } from '@goldenpath/files';
import type { GeneratedRecord } from '../record';

/** What a repository has at a path. A link is never followed. */
export type TeamFile = PlainFile | { readonly kind: 'absent' } | Obstacle;

/** Something else than a plain file has a path. */
export interface Obstacle {
  readonly kind: 'obstacle';
  /** After the path: `is a symbolic link`, `is a folder`, `is below a file`. */
  readonly what: string;
}

/** A plain file of a repository. */
export interface PlainFile {
  readonly kind: 'file';
  readonly content: Buffer;
  /** Permission bits, such as `0o755`. */
  readonly mode: number;
  /** Whether the last commit has this content. A content that no commit has cannot be restored. */
  readonly isCommitted: boolean;
}

/** The three versions of a file. */
export interface Sides {
  /** What the team has. */
  readonly team: Buffer;
  /** What was generated last; `undefined` where it is not known. */
  readonly base: Buffer | undefined;
  readonly generated: Buffer;
}

/** The result of a merge. A conflict is in the content, between markers. */
export interface MergedFile {
  readonly content: Buffer;
  /** Number of conflicts. */
  readonly conflicts: number;
}

/** The repository that is upgraded. Paths are from its root, with `/`. */
export interface TeamRepository {
  readonly fileAt: (path: string) => Promise<TeamFile>;
  /** Returns a committed path that differs from this one only in upper and lower case; `undefined` where there is none. */
  readonly inOtherCase: (path: string) => Promise<string | undefined>;
  readonly merge: (sides: Sides) => Promise<MergedFile>;
  /** Returns a committed version of a file, by its digest; `undefined` where no commit has one. */
  readonly committed: (path: string, digest: string) => Promise<Buffer | undefined>;
  /** Returns the committed plain files, by path, that are not at one of these paths. */
  readonly others: (paths: ReadonlySet<string>) => Promise<ReadonlyMap<string, Buffer>>;
  /** Returns which contents are the same file at another path: new paths by old ones. At least half of the content is the same. */
  readonly renames: (
    before: ReadonlyMap<string, Buffer>,
    after: ReadonlyMap<string, Buffer>,
  ) => Promise<ReadonlyMap<string, string>>;
}

/** What is upgraded. */
export interface UpgradeRequest {
  /** What was generated last. */
  readonly record: GeneratedRecord;
  /** What is generated now: with the record, and without files that the record leaves out. */
  readonly generated: readonly GeneratedFile[];
}

/**
 * What an upgrade does to a file.
 *
 * - `written`: the template has a new file.
 * - `updated`: the file was as generated, and gets the new content.
 * - `merged`: the edits of the team and the change of the template are both in the file.
 * - `conflict`: as `merged`, but the team has to decide.
 * - `restored`: a file of the platform was edited, and is as generated again.
 * - `removed`: the template no longer has the file, and it was as generated.
 * - `kept`: the file of the team stays as it is.
 */
export type UpgradeChange =
  | 'written'
  | 'updated'
  | 'merged'
  | 'conflict'
  | 'restored'
  | 'removed'
  | 'kept'
  | 'unchanged';

/** What an upgrade does to one file. */
export interface UpgradedFile {
  /** From the root of the repository. */
  readonly path: string;
  readonly ownership: Ownership;
  readonly change: UpgradeChange;
  /** The reason, in a few words, where the change alone does not say it. */
  readonly note?: string;
}

/** A step of an upgrade: writes a file, or removes it. */
export interface UpgradeStep {
  readonly path: string;
  /** `undefined` to remove the file. */
  readonly content: Buffer | undefined;
  /** Permission bits of the written file. */
  readonly mode: number;
}

/** An upgrade that is ready to be applied. */
export interface UpgradePlan {
  /** By path. */
  readonly files: readonly UpgradedFile[];
  /** In order. The record is the last one. */
  readonly steps: readonly UpgradeStep[];
}
