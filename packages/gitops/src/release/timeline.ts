import { BrokenKustomizationError, readRelease, type Release } from '@goldenpath/kustomize';
import { type MoveKind, parseReleaseTrailer } from './commit-message';
import type { ReleaseOverlay } from './released-app';
import { commitOf } from './tags';

/** A commit: author, date and trailers. Its texts are not trusted. */
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

/** An overlay after a commit that changed it; no text where the commit removed it. */
export interface OverlayVersion {
  readonly commit: CommitInfo;
  readonly text: string | undefined;
}

/** `publish`: what stood there when the overlay came. `by-hand`: a person's edit. `removal`: the overlay went. */
export type RecordKind = MoveKind | 'publish' | 'by-hand' | 'removal';

/** What ran from a commit on, until the next record. */
export interface ReleaseRecord {
  readonly release: Release;
  readonly kind: RecordKind;
  readonly commit: CommitInfo;
  /** Why a rule was broken. */
  readonly forced?: string;
}

/** What ran in one overlay, in the order in which it came. */
export interface Timeline {
  readonly overlay: ReleaseOverlay;
  readonly records: readonly ReleaseRecord[];
  /** The releases that led to the current one, without those that were rolled back. The last is the current one. */
  readonly line: readonly ReleaseRecord[];
}

/**
 * What ran in an environment, from the versions of its overlay, the oldest first. A version that cannot be parsed changes nothing.
 *
 * @param now What the overlay says now: where branches were merged, it need not be the last that came. @default the last
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

/** The tag and digest that a text says run; nothing of both where it has no entry. */
export function releaseIn(text: string, { image, file }: ReleaseOverlay): Release {
  const { newTag, digest } = readRelease(text, image, file) ?? {};
  return { ...(newTag !== undefined && { newTag }), ...(digest !== undefined && { digest }) };
}

function tryRead(text: string, overlay: ReleaseOverlay): Release | undefined {
  try {
    return releaseIn(text, overlay);
  } catch (error) {
    // A broken file in the history cannot be repaired today.
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

/** Going back ends what came after, whether by our command or by a person's `git revert`. */
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

/** Whether the image of a commit ever ran in an environment. */
export function everRan({ overlay, records }: Timeline, commit: string): boolean {
  return records.some(({ release }) => commitOf(overlay.environment, release.newTag) === commit);
}

/** What ran under a tag, the last time that it did. */
export function lastOf({ records }: Timeline, tag: string): ReleaseRecord | undefined {
  return records.findLast(({ release }) => release.newTag === tag);
}
