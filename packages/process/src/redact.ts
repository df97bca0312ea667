/** Variables whose values are secrets, by their names; values of Git's configuration may be headers with tokens. */
const SECRET_NAME = /TOKEN|PASSWORD|PASSWD|SECRET|CREDENTIAL|PRIVATE|API_?KEY|AUTH|^GIT_CONFIG_VALUE_/i;
/** Values that look like a place are no secrets: `GIT_ASKPASS=/usr/bin/askpass`, `SSH_AUTH_SOCK`. */
const PLACE = /^[./~]|^[A-Za-z]:\\/;
const SHORTEST_SECRET = 6;

/** With a password; over HTTP also without one, since a user's name may be a token. */
const USER_INFO = /([a-z][a-z0-9+.-]*:\/\/)[^\s/@'":]*:[^\s/@'"]*@|(https?:\/\/)[^\s/@'"]*@/gi;
const HEADER = /\b((?:proxy-)?authorization|private-token|x-[a-z-]*token)\b(\s*[:=]\s*)[^\r\n]*/gi;
const PASSWORD = /\b(password|passwd|token|secret)(=)\S+/gi;
const TOKEN =
  /\b(?:gh[pousr]_\w{8,}|github_pat_\w{8,}|glpat-[\w-]{8,}|xox[abp]-[\w-]{8,}|AKIA[A-Z0-9]{12,}|eyJ[\w-]{8,}\.[\w-]+\.[\w-]*)/g;

/** Hides what must not be shown of a text: what looks like a credential, and every value that the environment keeps secret. */
export type Redact = (text: string) => string;

/** Redaction for the output of Git, of its helpers and of servers. */
export function redactor(env: Readonly<Record<string, string | undefined>>): Redact {
  const values = Object.entries(env)
    .filter(([name, value = '']) => SECRET_NAME.test(name) && value.length >= SHORTEST_SECRET && !PLACE.test(value))
    .flatMap(([, value = '']) => [value, ...parts(value)])
    // Longest first: a secret may hold another.
    .sort((a, b) => b.length - a.length);
  return (text) => {
    const known = values.reduce((left, value) => left.replaceAll(value, '***'), text);
    return known
      .replaceAll(USER_INFO, '$1$2***@')
      .replaceAll(HEADER, '$1$2***')
      .replaceAll(PASSWORD, '$1$2***')
      .replaceAll(TOKEN, '***');
  };
}

/** The credentials of a header alone, as `Authorization: Basic …` has them. */
function parts(value: string): string[] {
  const [, credentials] = /\s(\S{8,})$/.exec(value) ?? [];
  return credentials === undefined ? [] : [credentials];
}

/** An untrusted text for display: without control characters and escapes. Its line ends are `\n`. */
export function printable(text: string): string {
  return (
    text
      .replaceAll(/\r\n?/g, '\n')
      // oxlint-disable-next-line no-control-regex -- control characters are what this looks for
      .replaceAll(/\u001b\[[0-9;?]*[ -/]*[@-~]/g, '')
      // oxlint-disable-next-line no-control-regex -- the same
      .replaceAll(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, ' ')
  );
}
