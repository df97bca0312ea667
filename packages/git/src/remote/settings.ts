import type { Environment } from '../environment';

/** The author of a commit. */
export interface Identity {
  readonly name: string;
  readonly email: string;
}

/** The parts of the user's Git configuration that this package reads. Git itself reads all of it. */
export interface Settings {
  /** Whether the configuration sets the ssh command. */
  readonly choosesSsh: boolean;
  /** Whether commits are signed. */
  readonly signs: boolean;
  /** `Name <email>`. */
  readonly author: string;
  readonly committer: string;
}

/** The author of commits when Git has none configured, as in many pipelines. */
const DEFAULT_IDENTITY: Identity = { name: 'goldenpath', email: 'goldenpath@localhost' };

/** @param listed - What `git config --list -z` printed. */
export function settingsIn(listed: string, env: Environment): Settings {
  // The last of several entries with the same key applies. A key without `=` means true.
  const values = new Map(listed.split('\0').map((entry): [string, string] => splitOnce(entry)));
  return {
    choosesSsh: values.has('core.sshcommand'),
    signs: isTrue(values.get('commit.gpgsign')),
    author: identityText(identityOf('author', values, env)),
    committer: identityText(identityOf('committer', values, env)),
  };
}

function splitOnce(entry: string): [string, string] {
  const end = entry.indexOf('\n');
  return end === -1 ? [entry, 'true'] : [entry.slice(0, end), entry.slice(end + 1)];
}

function isTrue(value: string | undefined): boolean {
  return value !== undefined && /^(true|yes|on|[1-9]\d*)$/i.test(value);
}

function identityOf(role: 'author' | 'committer', values: ReadonlyMap<string, string>, env: Environment): Identity {
  const valueOf = (part: 'name' | 'email') =>
    [env[`GIT_${role.toUpperCase()}_${part.toUpperCase()}`], values.get(`${role}.${part}`), values.get(`user.${part}`)]
      .filter((value) => value !== undefined)
      .map(plain)
      .find((value) => value !== '');
  return {
    name: valueOf('name') ?? DEFAULT_IDENTITY.name,
    email: valueOf('email') ?? plain(env['EMAIL'] ?? DEFAULT_IDENTITY.email),
  };
}

/** Formats an identity as `Name <email>`. */
export function identityText({ name, email }: Identity): string {
  return `${plain(name)} <${plain(email)}>`;
}

/** Removes characters that would end the name or the line, like Git. */
function plain(text: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what this looks for
  return text.replaceAll(/[\u0000-\u001f\u007f<>]/g, '').trim();
}
