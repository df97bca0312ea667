import { BrokenKustomizationError } from './errors';
import { fieldOf, lineOf, parseKustomization } from './image-entries';
import { readRelease } from './read-release';
import { withRelease } from './with-release';

/** Stands in for the tag when a digest is computed. */
const ANY_TAG = 'none';

/** The tag line of a generated overlay. Almost every overlay matches, and a YAML parser is many times slower. */
const TAG_LINE = /^( +newTag: )([A-Za-z0-9_][\w.-]*)$/gm;
const DIGEST_LINE = /^ +digest:/m;

/**
 * Returns the text of an overlay without its release state. Two overlays that differ only in an image's tag and digest give the same text.
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
 * Returns a generated overlay with the release state of another one.
 *
 * @param isReleased - Whether goldenpath wrote an entry for the image to `from` before. @default false
 * @throws BrokenKustomizationError when `from` cannot be parsed, or lost its entry: the release state would be lost.
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
  // If nothing else differs, `from` is returned unchanged.
  if (withoutRelease(text, image, file) === withoutRelease(from, image, file)) return from;
  const release = { ...(newTag !== undefined && { newTag }), ...(digest !== undefined && { digest }) };
  return withRelease(text, image, release, file);
}

/** The line of `images`, or of the field that may set the tag instead. */
function entryIsGone(text: string, image: string, file: string): BrokenKustomizationError {
  const kustomization = parseKustomization(text, file);
  const { root } = kustomization;
  const fields = ['images', 'components', 'transformers'].flatMap((name) =>
    root.kind === 'map' ? (fieldOf(root, name, file) ?? []) : [],
  );
  const line = fields[0] === undefined ? 1 : lineOf(kustomization, fields[0].key);
  return new BrokenKustomizationError(file, `the entry for ${JSON.stringify(image)} in "images" is missing`, line);
}

function tryQuick(text: string): string | undefined {
  if (DIGEST_LINE.test(text) || text.match(TAG_LINE)?.length !== 1) return undefined;
  return text.replace(TAG_LINE, `$1${ANY_TAG}`);
}
