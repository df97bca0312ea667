/**
 * Returns whether a text matches a pattern in which `*` stands for any characters and `?` for one.
 *
 * It takes time in proportion to the product of the lengths, whatever the pattern.
 */
export function matchesWildcard(pattern: string, text: string): boolean {
  let at = 0;
  let inPattern = 0;
  let star = -1;
  let retry = 0;
  while (at < text.length) {
    const expected = pattern[inPattern];
    if (expected === '*') {
      star = inPattern;
      retry = at;
      inPattern += 1;
    } else if (expected === '?' || expected === text[at]) {
      inPattern += 1;
      at += 1;
    } else if (star === -1) {
      return false;
    } else {
      inPattern = star + 1;
      retry += 1;
      at = retry;
    }
  }
  return /^\**$/.test(pattern.slice(inPattern));
}

/** As {@link matchesWildcard}, for names that IAM compares without regard to case: actions. */
export function matchesAction(pattern: string, action: string): boolean {
  return matchesWildcard(pattern.toLowerCase(), action.toLowerCase());
}
