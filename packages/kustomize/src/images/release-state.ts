import { readRelease } from './read-release';
import { withRelease } from './with-release';

/** Replaces the tag in the text that a digest is computed from. */
const ANY_TAG = 'none';

/** The tag line of a generated overlay. Almost every overlay matches it, and a YAML parser is many times slower. */
const TAG_LINE = /^( +newTag: )([A-Za-z0-9_][\w.-]*)$/gm;
const DIGEST_LINE = /^ +digest:/m;

/**
 * The text of an overlay without its release state: equal for two texts that differ only in the tag and digest of an image.
 *
 * @throws BrokenKustomizationError when it cannot be parsed.
 */
export function withoutRelease(text: string, image: string, file: string): string {
  const quick = tryQuick(text);
  if (quick !== undefined) return quick;
  if (readRelease(text, image, file) === undefined) return text;
  return withRelease(text, image, { newTag: ANY_TAG }, file);
}

/**
 * A generated overlay with the release state of another one.
 *
 * @throws BrokenKustomizationError when `from` cannot be parsed: its release state would be lost.
 */
export function withReleaseOf(text: string, from: string, image: string, file: string): string {
  const quick = tryQuick(text);
  if (quick !== undefined && quick === tryQuick(from)) return from;
  const { newTag, digest } = readRelease(from, image, file) ?? {};
  if (newTag === undefined && digest === undefined) return text;
  // When nothing else differs, the other text stays as it is.
  if (withoutRelease(text, image, file) === withoutRelease(from, image, file)) return from;
  const release = { ...(newTag !== undefined && { newTag }), ...(digest !== undefined && { digest }) };
  return withRelease(text, image, release, file);
}

function tryQuick(text: string): string | undefined {
  if (DIGEST_LINE.test(text) || text.match(TAG_LINE)?.length !== 1) return undefined;
  return text.replace(TAG_LINE, `$1${ANY_TAG}`);
}
