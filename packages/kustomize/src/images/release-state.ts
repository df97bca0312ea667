import { readRelease } from './read-release';
import { withRelease } from './with-release';

/** Stands in for the tag, in the text that a digest is made of. */
const ANY_TAG = 'none';

/** The one tag of an overlay as we write it. Almost every one is read by this, since a YAML parser takes many times longer. */
const TAG_LINE = /^( +newTag: )([A-Za-z0-9_][\w.-]*)$/gm;
const DIGEST_LINE = /^ +digest:/m;

/**
 * An overlay's text without what runs: equal for two texts that differ in an image's tag and digest alone.
 *
 * @throws BrokenKustomizationError where it cannot be understood.
 */
export function withoutRelease(text: string, image: string, file: string): string {
  const quick = tryQuick(text);
  if (quick !== undefined) return quick;
  // Nothing runs, so there is nothing to leave out.
  if (readRelease(text, image, file) === undefined) return text;
  return withRelease(text, image, { newTag: ANY_TAG }, file);
}

/**
 * A generated overlay with what runs by the text of another one: the repository says it, not the folder that was synthesised.
 *
 * @throws BrokenKustomizationError where `from` cannot be understood: what runs would be lost.
 */
export function withReleaseOf(text: string, from: string, image: string, file: string): string {
  const quick = tryQuick(text);
  if (quick !== undefined && quick === tryQuick(from)) return from;
  const { newTag, digest } = readRelease(from, image, file) ?? {};
  if (newTag === undefined && digest === undefined) return text;
  // Where nothing else differs, it stays as whoever released it wrote it.
  if (withoutRelease(text, image, file) === withoutRelease(from, image, file)) return from;
  const release = { ...(newTag !== undefined && { newTag }), ...(digest !== undefined && { digest }) };
  return withRelease(text, image, release, file);
}

function tryQuick(text: string): string | undefined {
  if (DIGEST_LINE.test(text) || text.match(TAG_LINE)?.length !== 1) return undefined;
  return text.replace(TAG_LINE, `$1${ANY_TAG}`);
}
