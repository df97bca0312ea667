/** A text that is a secret by its form. */
export interface SecretPattern {
  /** What it is, in a sentence: `It holds a GitHub token.` */
  readonly what: string;
  /** Global. Group 1, where there is one, is the secret; otherwise all that matches is. */
  readonly pattern: RegExp;
}

/**
 * Every repetition has a bound, so that a text of any length is looked through in one go. What follows on `$(` or `${` is a reference to
 * a secret, and none.
 */
export const SECRET_PATTERNS: readonly SecretPattern[] = [
  {
    what: 'a private key',
    pattern:
      /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|$)/g,
  },
  { what: 'an AWS access key', pattern: /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g },
  { what: 'a GitHub token', pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_[A-Za-z0-9_]{22,255})/g },
  { what: 'a GitLab token', pattern: /\bglpat-[A-Za-z0-9_-]{20,64}/g },
  { what: 'a Slack token', pattern: /\bxox[abeprs]-[A-Za-z0-9-]{10,255}/g },
  { what: 'a Slack webhook', pattern: /\bhooks\.slack\.com\/services\/([A-Za-z0-9/]{20,100})/g },
  { what: 'a Google API key', pattern: /\bAIza[A-Za-z0-9_-]{35}/g },
  { what: 'a Stripe key', pattern: /\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,255}/g },
  { what: 'an npm token', pattern: /\bnpm_[A-Za-z0-9]{36}\b/g },
  { what: 'a JSON Web Token', pattern: /\beyJ[A-Za-z0-9_-]{8,4096}\.eyJ[A-Za-z0-9_-]{8,8192}\.[A-Za-z0-9_-]{8,2048}/g },
  {
    what: 'a password in a URL',
    pattern: /\b[a-z][a-z0-9+.-]{1,30}:\/\/[^/\s:@"']{0,256}:(?!\$[({])([^/\s@"']{1,512})@/gi,
  },
  {
    what: 'the credentials of a request',
    pattern:
      /\bauthorization["']?\s?[=:]\s?["']?(?:basic|bearer|token)\s{1,4}(?!\$[({]|\[secret\])([^\s"',;]{4,4096})/gi,
  },
  {
    what: 'a password',
    pattern:
      /[a-z0-9](?:Password|Passwd|Secret|Token|ApiKey|AccessKey)["']?\s?[=:]\s?["']?(?!\$[({]|\[secret\])([^\s;&,"'})\]]{4,512})/g,
  },
  {
    what: 'a password',
    pattern:
      /(?:^|[\s;&?,"'{([._-])(?:password|passwd|pwd|secret|token|api[_-]?key|access[_-]?key)["']?\s?[=:]\s?["']?(?!\$[({]|\[secret\])([^\s;&,"'})\]]{4,512})/gi,
  },
];

/** Names of variables whose values are secrets, whatever they look like: the words that specs refuse too. */
export const SECRET_NAME =
  /(?:^|_)(?:PASSWORD|PASSWD|PASS|SECRET|TOKEN|API_?KEY|PRIVATE_KEY|ACCESS_KEY|CREDENTIALS?)$/i;

/** What every text with a secret in it has, whatever its kind: most texts are told apart by it at once. */
const HINT =
  /-----BEGIN|AKIA|ASIA|gh[pousr]_|github_pat_|glpat-|xox|hooks\.slack|AIza|k_live|k_test|npm_|eyJ|:\/\/|passw|pwd|secret|token|key|authorization/i;

export function mayHoldSecret(text: string): boolean {
  return HINT.test(text);
}

/** What of a text is a secret, and what kind of one; nothing where it is none. */
export function secretsInText(text: string): { readonly what: string; readonly secret: string }[] {
  if (!mayHoldSecret(text)) return [];
  return SECRET_PATTERNS.flatMap(({ what, pattern }) =>
    [...text.matchAll(pattern)].map((match) => ({ what, secret: match[1] ?? match[0] })),
  );
}
