import { ReleaseError } from './errors';
import type { ReleaseOverlay } from './released-app';
import { shownTag } from './shown';

/** Where a tag is to run. */
export type TagRules = Pick<ReleaseOverlay, 'environment' | 'mutableTags'>;

const MOVING_TAG = 'latest';
const COMMIT = /^[0-9a-f]{7}$/;
/** Stands for no commit: what is in an overlay before anything was released. */
const NO_COMMIT = '0000000';

/** The seven characters of the commit that a tag of an environment names; `undefined` where it names none. */
export function commitOf(environment: string, tag: string | undefined): string | undefined {
  const commit = tag?.startsWith(`${environment}-`) === true ? tag.slice(environment.length + 1) : '';
  return COMMIT.test(commit) && commit !== NO_COMMIT ? commit : undefined;
}

/** The tag of a commit's image in an environment. */
export function tagOf(environment: string, commit: string): string {
  return `${environment}-${commit}`;
}

/** Whether a tag is what stands in an overlay before anything was released. */
export function isInitialTag(environment: string, tag: string): boolean {
  return tag === tagOf(environment, NO_COMMIT);
}

/** Whether a tag may run in an environment: `{environment}-{7 characters of the commit}`, or `latest` where tags may move. */
export function isLegalTag({ environment, mutableTags }: TagRules, tag: string): boolean {
  return commitOf(environment, tag) !== undefined || (mutableTags && tag === MOVING_TAG);
}

/** Whether a tag always means the same image. */
export function isImmutable({ environment }: TagRules, tag: string): boolean {
  return commitOf(environment, tag) !== undefined;
}

/** @throws ReleaseError for a tag that may not run in an environment, with the one that was probably meant. */
export function assertLegalTag(overlay: TagRules, tag: string): void {
  if (isLegalTag(overlay, tag)) return;
  const { environment, mutableTags } = overlay;
  if (isInitialTag(environment, tag)) {
    throw new ReleaseError(
      'illegal-tag',
      `${tag} stands for nothing released, and no image has it.`,
      `Name the commit to release: ${environment}-1a2b3c4.`,
    );
  }
  const commit = /(?:^|-)([0-9a-f]{7})[0-9a-f]*$/i.exec(tag)?.[1]?.toLowerCase();
  const meant = commit === undefined || commit === NO_COMMIT ? undefined : tagOf(environment, commit);
  const form = `${environment}-{7 characters of the commit}, such as ${environment}-1a2b3c4${mutableTags ? ', or latest' : ''}`;
  throw new ReleaseError(
    'illegal-tag',
    `${environment} does not run the tag ${shownTag(tag)}.`,
    meant === undefined ? `A tag there is ${form}.` : `Did you mean ${meant}? A tag there is ${form}.`,
  );
}

/** @throws ReleaseError for what is no digest of an image. */
export function assertDigest(digest: string): void {
  if (/^sha256:[0-9a-f]{64}$/.test(digest)) return;
  throw new ReleaseError(
    'illegal-digest',
    `${shownTag(digest)} is not the digest of an image.`,
    'A digest is `sha256:` and 64 hexadecimal digits, as the registry gives it.',
  );
}
