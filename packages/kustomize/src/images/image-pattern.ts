/** Characters with a meaning in regular expressions, except the dot. */
const SPECIAL = /[\\^$*+?()[\]{}|]/;
const NAME = /^[\w./:@-]*$/;

/**
 * Returns whether an entry of `images` matches an image. kustomize reads the entry's name as a regular expression.
 *
 * The expression is not evaluated: Go and JavaScript differ, and evaluation can take forever.
 *
 * @returns `unknown` when the name contains more than characters and dots and its literal prefix matches the image.
 */
export function matchesImage(pattern: string, image: string): boolean | 'unknown' {
  if (pattern === image) return true;
  const special = pattern.search(SPECIAL);
  if (special >= 0) {
    // The next character can make a character optional, and `|` starts an alternative.
    const certain = pattern.includes('|') ? '' : pattern.slice(0, Math.max(special - 1, 0));
    return agrees(certain, image.slice(0, certain.length)) ? 'unknown' : false;
  }
  return NAME.test(pattern) && agrees(pattern, image);
}

/** A dot matches any character. */
function agrees(pattern: string, text: string): boolean {
  return pattern.length === text.length && [...pattern].every((each, index) => each === '.' || each === text[index]);
}
