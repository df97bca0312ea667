import { RepositoryError } from '../errors';
import { printable } from '@goldenpath/process';

/** Addresses that Git speaks to itself; every other scheme would run a program that the address names. */
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
 * Checks the address of a repository: a URL, `user@host:path`, or a path.
 *
 * @throws RepositoryError where it would run a program, is an option in truth, or holds a password: what is in an address is
 *   seen by everybody who may list processes.
 */
export function assertRemoteUrl(url: string): void {
  const refuse = (what: string, remedy: string) => {
    throw new RepositoryError('address', what, remedy);
  };
  if (url.trim() === '') refuse('The address of the repository is empty.', 'Name one with `--repo`.');
  if (CONTROL.test(url)) refuse('The address of the repository holds control characters.', 'Write it without them.');
  if (WITH_PASSWORD.test(url) || TOKEN_AS_USER.test(url)) {
    refuse(
      `The address ${shownUrl(url)} holds a password or a token.`,
      'Take it out, and let Git ask for it: a credential helper (`git config credential.helper`), or a program that `GIT_ASKPASS` names.',
    );
  }
  if (url.startsWith('-') || HELPER.test(url)) {
    refuse(`${shownUrl(url)} is not the address of a repository.`, ADDRESS_FORMS);
  }
  const scheme = SCHEME.exec(url)?.[1]?.toLowerCase();
  if (scheme !== undefined && !SCHEMES.includes(scheme)) {
    refuse(`There is no way to a repository by ${scheme}://.`, ADDRESS_FORMS);
  }
}

const ADDRESS_FORMS = 'Use https://…, ssh://…, user@host:path, or the path of a bare repository.';

/** Whether an address is a path on this machine, as Git reads it. */
export function isLocalPath(url: string): boolean {
  if (SCHEME.test(url) || HELPER.test(url)) return false;
  if (DRIVE.test(url)) return true;
  const colon = url.indexOf(':');
  const slash = url.indexOf('/');
  return colon === -1 || (slash !== -1 && slash < colon);
}

/** An address as it may be printed. */
export function shownUrl(url: string): string {
  return printable(url)
    .replaceAll('\n', ' ')
    .replace(/^([A-Za-z][A-Za-z0-9+.-]*:\/\/)[^/]*@/, (whole, scheme: string) =>
      whole.includes(':', scheme.length) || /^http/i.test(scheme) ? `${scheme}***@` : whole,
    );
}
