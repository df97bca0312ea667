/**
 * Whether a pattern of AWS, in which `*` stands for any text and `?` for one character, matches all that another one does. Two
 * pointers instead of a regular expression: a hostile pattern cannot make it slow.
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

/** `?` stands for any character, but not for the `*` of what is to be matched: that is more than one. */
function matchesOne(pattern: string | undefined, character: string | undefined): boolean {
  return pattern === character || (pattern === '?' && character !== '*');
}
