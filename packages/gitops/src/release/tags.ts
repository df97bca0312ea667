import { ReleaseError } from './errors';
import type { ReleaseOverlay } from './released-app';
import { shownTag } from './shown';

/** The environment that a tag runs in. */
export type TagRules = Pick<ReleaseOverlay, 'environment' | 'mutableTags'>;

const MOVING_TAG = 'latest';
const COMMIT = /^[0-9a-f]{7}$/;
/** The placeholder commit in an overlay before the first release. */
const NO_COMMIT = '0000000';

/** Returns the seven characters of the commit in an environment's tag; `undefined` when the tag names no commit. */
export function commitOf(environment: string, tag: string | undefined): string | undefined {
  const commit = tag?.startsWith(`${environment}-`) === true ? tag.slice(environment.length + 1) : '';
  return COMMIT.test(commit) && commit !== NO_COMMIT ? commit : undefined;
}

/** Returns the tag of a commit's image in an environment. */
export function tagOf(environment: string, commit: string): string {
  return `${environment}-${commit}`;
}

/** Returns whether a tag is the placeholder before the first release. */
export function isInitialTag(environment: string, tag: string): boolean {
  return tag === tagOf(environment, NO_COMMIT);
}

/** Returns whether a tag may run in an environment: `{environment}-{7 characters of the commit}`, or `latest` where tags are mutable. */
export function isLegalTag({ environment, mutableTags }: TagRules, tag: string): boolean {
  return commitOf(environment, tag) !== undefined || (mutableTags && tag === MOVING_TAG);
}

/** Returns whether a tag always means the same image. */
export function isImmutable({ environment }: TagRules, tag: string): boolean {
  return commitOf(environment, tag) !== undefined;
}

/** @throws ReleaseError for a tag that may not run in an environment, with a suggestion. */
export function assertLegalTag(overlay: TagRules, tag: string): void {
  if (isLegalTag(overlay, tag)) return;
  const { environment, mutableTags } = overlay;
  if (isInitialTag(environment, tag)) {
    throw new ReleaseError(
      'illegal-tag',
      `${tag} is the placeholder before the first release. No image has this tag.`,
      `Use the tag of a commit: ${environment}-1a2b3c4.`,
    );
  }
  const commit = /(?:^|-)([0-9a-f]{7})[0-9a-f]*$/i.exec(tag)?.[1]?.toLowerCase();
  const meant = commit === undefined || commit === NO_COMMIT ? undefined : tagOf(environment, commit);
  const form = `${environment}-{7 characters of the commit}, such as ${environment}-1a2b3c4${mutableTags ? ', or latest' : ''}`;
  throw new ReleaseError(
    'illegal-tag',
    `${shownTag(tag)} is not a valid tag in ${environment}.`,
    meant === undefined ? `Use ${form}.` : `Did you mean ${meant}? Use ${form}.`,
  );
}

/** @throws ReleaseError for a tag that moves: the pods of a moved tag are not replaced. */
export function assertNamesImage({ environment }: TagRules, tag: string): void {
  if (tag !== MOVING_TAG) return;
  throw new ReleaseError(
    'illegal-tag',
    `${tag} moves, and a release of it would replace no pod when it does.`,
    `Pass the image with \`--digest sha256:…\`, or use the tag of a commit: ${environment}-1a2b3c4.`,
  );
}

/** @throws ReleaseError when the text is not an image digest. */
export function assertDigest(digest: string): void {
  if (/^sha256:[0-9a-f]{64}$/.test(digest)) return;
  throw new ReleaseError(
    'illegal-digest',
    `${shownTag(digest)} is not an image digest.`,
    'A digest is `sha256:` and 64 hexadecimal digits, as the registry gives it.',
  );
}
