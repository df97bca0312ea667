import { RepositoryError } from '../errors';
import { printable } from '@goldenpath/process';

/** Schemes that Git handles itself. Any other scheme would run a program that the URL names. */
const SCHEMES = ['https', 'http', 'ssh', 'git', 'file'];
const SCHEME = /^([A-Za-z][A-Za-z0-9+.-]*):\/\//;
const HELPER = /^[A-Za-z0-9+.-]*::/;
const WITH_PASSWORD = /^[A-Za-z][A-Za-z0-9+.-]*:\/\/[^/@]*:[^/@]*@/;
/** User names that are tokens: of a known form, or too long for a name. */
const TOKEN_AS_USER = /^https?:\/\/(?:gh[pousr]_|github_pat_|glpat-|[^/@]{30,}@)/i;
const DRIVE = /^[A-Za-z]:[\\/]/;
// oxlint-disable-next-line no-control-regex -- control characters are what this looks for
const CONTROL = /[\u0000-\u001f\u007f]/;

/**
 * Checks the URL of a repository: a URL, `user@host:path`, or a path.
 *
 * @throws RepositoryError when the URL would run a program, is an option, or contains a password: a URL is visible to everyone who can list
 * processes.
 */
export function assertRemoteUrl(url: string): void {
  const refuse = (what: string, remedy: string) => {
    throw new RepositoryError('address', what, remedy);
  };
  if (url.trim() === '') refuse('The address of the repository is empty.', 'Set it with `--repo`.');
  if (CONTROL.test(url)) refuse('The address of the repository contains control characters.', 'Remove them.');
  if (WITH_PASSWORD.test(url) || TOKEN_AS_USER.test(url)) {
    refuse(
      `The address ${shownUrl(url)} contains a password or a token.`,
      'Remove it, and configure Git to provide it: a credential helper (`git config credential.helper`), or a program that `GIT_ASKPASS` names.',
    );
  }
  if (url.startsWith('-') || HELPER.test(url)) {
    refuse(`${shownUrl(url)} is not the address of a repository.`, ADDRESS_FORMS);
  }
  const scheme = SCHEME.exec(url)?.[1]?.toLowerCase();
  if (scheme !== undefined && !SCHEMES.includes(scheme)) {
    refuse(`Repositories cannot be accessed with ${scheme}://.`, ADDRESS_FORMS);
  }
}

const ADDRESS_FORMS = 'Use https://…, ssh://…, user@host:path, or the path of a bare repository.';

/** Returns whether Git treats a URL as a path on this machine. */
export function isLocalPath(url: string): boolean {
  if (SCHEME.test(url) || HELPER.test(url)) return false;
  if (DRIVE.test(url)) return true;
  const colon = url.indexOf(':');
  const slash = url.indexOf('/');
  return colon === -1 || (slash !== -1 && slash < colon);
}

/** Returns a URL that is safe to print. */
export function shownUrl(url: string): string {
  return printable(url)
    .replaceAll('\n', ' ')
    .replace(/^([A-Za-z][A-Za-z0-9+.-]*:\/\/)[^/]*@/, (whole, scheme: string) =>
      whole.includes(':', scheme.length) || /^http/i.test(scheme) ? `${scheme}***@` : whole,
    );
}
