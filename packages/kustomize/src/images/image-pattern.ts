/** The characters of a name that a regular expression gives a meaning, but for the dot. */
const SPECIAL = /[\\^$*+?()[\]{}|]/;
const NAME = /^[\w./:@-]*$/;

/**
 * Whether an entry of `images` is for an image. kustomize takes the name of an entry for a regular expression.
 *
 * The expression is not evaluated, because Go and JavaScript differ, and because it may take for ever.
 *
 * @returns `unknown` where the name holds more than characters and dots, and its first characters are those of the image.
 */
export function matchesImage(pattern: string, image: string): boolean | 'unknown' {
  if (pattern === image) return true;
  const special = pattern.search(SPECIAL);
  if (special >= 0) {
    // What follows a character can make it optional, and `|` begins again.
    const certain = pattern.includes('|') ? '' : pattern.slice(0, Math.max(special - 1, 0));
    return agrees(certain, image.slice(0, certain.length)) ? 'unknown' : false;
  }
  return NAME.test(pattern) && agrees(pattern, image);
}

/** A dot is any character. */
function agrees(pattern: string, text: string): boolean {
  return pattern.length === text.length && [...pattern].every((each, index) => each === '.' || each === text[index]);
}
