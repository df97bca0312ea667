/**
 * Returns whether an AWS pattern (`*` is any text, `?` is one character) matches everything that another pattern matches. Uses two pointers
 * instead of a regular expression, so that a hostile pattern cannot make it slow.
 */
export function covers(pattern: string, text: string): boolean {
  let [p, t, star, mark] = [0, 0, -1, 0];
  while (t < text.length) {
    if (p < pattern.length && pattern[p] === '*') [star, mark, p] = [p, t, p + 1];
    else if (p < pattern.length && matchesOne(pattern[p], text[t])) [p, t] = [p + 1, t + 1];
    else if (star >= 0) {
      mark += 1;
      [p, t] = [star + 1, mark];
    } else return false;
  }
  while (pattern[p] === '*') p += 1;
  return p === pattern.length;
}

/** `?` matches any character, except the `*` of the other pattern, which stands for more than one. */
function matchesOne(pattern: string | undefined, character: string | undefined): boolean {
  return pattern === character || (pattern === '?' && character !== '*');
}
