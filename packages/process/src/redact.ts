import { replaceSecrets } from '@goldenpath/secrets';

/** Names of variables with secret values. Values of Git's configuration can be headers with tokens. */
const SECRET_NAME = /TOKEN|PASSWORD|PASSWD|SECRET|CREDENTIAL|PRIVATE|API_?KEY|AUTH|^GIT_CONFIG_VALUE_/i;
/** Values that look like a path are not secrets: `GIT_ASKPASS=/usr/bin/askpass`, `SSH_AUTH_SOCK`. */
const PLACE = /^[./~]|^[A-Za-z]:\\/;
const SHORTEST_SECRET = 6;

/** A URL with a password. With HTTP also without one, because the user name can be a token. */
const USER_INFO = /([a-z][a-z0-9+.-]*:\/\/)[^\s/@'":]*:[^\s/@'"]*@|(https?:\/\/)[^\s/@'"]*@/gi;
const HEADER = /\b((?:proxy-)?authorization|private-token|x-[a-z-]*token)\b(\s*[:=]\s*)[^\r\n]*/gi;

/** Removes secrets from a text: anything that looks like a credential, and every secret value of the environment. */
export type Redact = (text: string) => string;

/** Returns the redaction for the output of Git, its helpers and servers. */
export function redactor(env: Readonly<Record<string, string | undefined>>): Redact {
  const values = Object.entries(env)
    .filter(([name, value = '']) => SECRET_NAME.test(name) && value.length >= SHORTEST_SECRET && !PLACE.test(value))
    .flatMap(([, value = '']) => [value, ...parts(value)])
    // Longest first, because one secret can contain another.
    .sort((a, b) => b.length - a.length);
  return (text) => {
    const known = values.reduce((left, value) => left.replaceAll(value, '***'), text);
    return replaceSecrets(known.replaceAll(USER_INFO, '$1$2***@').replaceAll(HEADER, '$1$2***'), () => '***');
  };
}

/** Returns the credentials in a header value such as `Basic …`. */
function parts(value: string): string[] {
  const [, credentials] = /\s(\S{8,})$/.exec(value) ?? [];
  return credentials === undefined ? [] : [credentials];
}

/** Makes an untrusted text safe to display: no control characters or escape sequences, and `\n` as line ending. */
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
