import { BrokenKustomizationError, readRelease, type Release } from '@goldenpath/kustomize';
import { type MoveKind, parseReleaseTrailer } from './commit-message';
import type { ReleaseOverlay } from './released-app';
import { commitOf } from './tags';

/** A commit: author, date and trailers. The texts are not trusted. */
export interface CommitInfo {
  readonly id: string;
  readonly author: string;
  readonly email: string;
  /** ISO 8601 in UTC. */
  readonly date: string;
  readonly subject: string;
  readonly releases: readonly string[];
  readonly forced: readonly string[];
}

/** An overlay after a commit that changed it. The text is missing when the commit removed the file. */
export interface OverlayVersion {
  readonly commit: CommitInfo;
  readonly text: string | undefined;
}

/** `publish`: the initial tag of a new overlay. `by-hand`: a manual edit. `removal`: the overlay was removed. */
export type RecordKind = MoveKind | 'publish' | 'by-hand' | 'removal';

/** A release, which ran until the next record. */
export interface ReleaseRecord {
  readonly release: Release;
  readonly kind: RecordKind;
  readonly commit: CommitInfo;
  /** The rule that was overridden. */
  readonly forced?: string;
}

/** The releases in one overlay, in chronological order. */
export interface Timeline {
  readonly overlay: ReleaseOverlay;
  readonly records: readonly ReleaseRecord[];
  /** The releases that led to the current one, without those that were rolled back. The last is the current one. */
  readonly line: readonly ReleaseRecord[];
}

/**
 * Returns the releases in an environment, from the versions of its overlay, oldest first. A version that cannot be parsed is ignored.
 *
 * @param now The current text of the overlay. With merged branches it need not be the last version. @default the last version
 */
export function timeline(overlay: ReleaseOverlay, versions: readonly OverlayVersion[], now?: Release): Timeline {
  const records: ReleaseRecord[] = [];
  for (const { commit, text } of versions) {
    const before = records.at(-1);
    const release = text === undefined ? {} : tryRead(text, overlay);
    if (release === undefined || sameRelease(release, before?.release ?? {})) continue;
    const kind = kindOf(overlay, release, { commit, text, before });
    const forced = commit.forced[0];
    records.push({ release, kind, commit, ...(forced !== undefined && isMove(kind) && { forced }) });
  }
  const current = now && records.findLast(({ release }) => sameRelease(release, now));
  if (current !== undefined && current !== records.at(-1)) records.push(current);
  return { overlay, records, line: lineOf(records) };
}

/** Returns the tag and digest in a text; both empty when it has no entry. */
export function releaseIn(text: string, { image, file }: ReleaseOverlay): Release {
  const { newTag, digest } = readRelease(text, image, file) ?? {};
  return { ...(newTag !== undefined && { newTag }), ...(digest !== undefined && { digest }) };
}

function tryRead(text: string, overlay: ReleaseOverlay): Release | undefined {
  try {
    return releaseIn(text, overlay);
  } catch (error) {
    // A broken file in the history cannot be repaired.
    if (error instanceof BrokenKustomizationError) return undefined;
    throw error;
  }
}

export function sameRelease(a: Release, b: Release): boolean {
  return a.newTag === b.newTag && a.digest === b.digest;
}

interface RecordContext extends OverlayVersion {
  readonly before: ReleaseRecord | undefined;
}

function kindOf(
  overlay: ReleaseOverlay,
  { newTag, digest }: Release,
  { commit, text, before }: RecordContext,
): RecordKind {
  if (text === undefined) return 'removal';
  const own = commit.releases
    .map(parseReleaseTrailer)
    .find((said) => said?.app === overlay.app && said.environment === overlay.environment && said.to === newTag);
  if (own !== undefined) return own.kind;
  const isNew = before === undefined || before.kind === 'removal';
  return isNew && newTag === overlay.initialTag && digest === undefined ? 'publish' : 'by-hand';
}

function isMove(kind: RecordKind): kind is MoveKind {
  return kind === 'set' || kind === 'promote' || kind === 'rollback';
}

/** Returns the releases that led to the current one. A rollback, by command or by `git revert`, ends what came after. */
function lineOf(records: readonly ReleaseRecord[]): ReleaseRecord[] {
  const line: ReleaseRecord[] = [];
  for (const record of records) {
    const { newTag } = record.release;
    const goesBack = record.kind === 'rollback' || record.kind === 'by-hand';
    const at = goesBack && newTag !== undefined ? line.findLastIndex(({ release }) => release.newTag === newTag) : -1;
    if (at >= 0) line.length = at;
    line.push(record);
  }
  return line;
}

/** Returns whether the image of a commit ever ran in an environment. */
export function everRan({ overlay, records }: Timeline, commit: string): boolean {
  return records.some(({ release }) => commitOf(overlay.environment, release.newTag) === commit);
}

/** Returns the last release with a tag. */
export function lastOf({ records }: Timeline, tag: string): ReleaseRecord | undefined {
  return records.findLast(({ release }) => release.newTag === tag);
}
