import { BrokenKustomizationError } from './errors';
import { fieldOf, lineOf, parseKustomization } from './image-entries';
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
 * @param isReleased - Whether goldenpath wrote an entry for the image into `from` before. @default false
 * @throws BrokenKustomizationError when `from` cannot be parsed, or when its entry is gone: its release state would be lost.
 */
export function withReleaseOf(text: string, from: string, image: string, file: string, isReleased = false): string {
  const quick = tryQuick(text);
  if (quick !== undefined && quick === tryQuick(from)) return from;
  const released = readRelease(from, image, file);
  if (released === undefined && isReleased && readRelease(text, image, file) !== undefined) {
    throw entryIsGone(from, image, file);
  }
  const { newTag, digest } = released ?? {};
  if (newTag === undefined && digest === undefined) return text;
  // When nothing else differs, the other text stays as it is.
  if (withoutRelease(text, image, file) === withoutRelease(from, image, file)) return from;
  const release = { ...(newTag !== undefined && { newTag }), ...(digest !== undefined && { digest }) };
  return withRelease(text, image, release, file);
}

/** The line is that of `images`, or of what may set the tag in its place. */
function entryIsGone(text: string, image: string, file: string): BrokenKustomizationError {
  const kustomization = parseKustomization(text, file);
  const { root } = kustomization;
  const fields = ['images', 'components', 'transformers'].flatMap((name) =>
    root.kind === 'map' ? (fieldOf(root, name, file) ?? []) : [],
  );
  const line = fields[0] === undefined ? 1 : lineOf(kustomization, fields[0].key);
  return new BrokenKustomizationError(file, `the entry for ${JSON.stringify(image)} in "images" is gone`, line);
}

function tryQuick(text: string): string | undefined {
  if (DIGEST_LINE.test(text) || text.match(TAG_LINE)?.length !== 1) return undefined;
  return text.replace(TAG_LINE, `$1${ANY_TAG}`);
}
