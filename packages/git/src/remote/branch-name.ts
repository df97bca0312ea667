import { RepositoryError } from '../errors';
import { printable } from '@goldenpath/process';

const LONGEST = 200;

/**
 * Checks the name of a branch by Git's rules, and that it cannot be mistaken for an option or another ref.
 *
 * @throws RepositoryError
 */
export function assertBranchName(name: string): void {
  if (isBranchName(name)) return;
  throw new RepositoryError(
    'branch',
    `${JSON.stringify(printable(name))} is not a valid branch name.`,
    'Use letters, digits, `-`, `_`, `.` and `/`, such as `main` or `release/2`.',
  );
}

function isBranchName(name: string): boolean {
  if (name === '' || name.length > LONGEST || name === '@' || name === 'HEAD' || name.startsWith('-')) return false;
  // oxlint-disable-next-line no-control-regex -- control characters are what this looks for
  if (/[\u0000-\u0020\u007f~^:?*[\\]|\.\.|@\{|\/\/|\.$|\p{Surrogate}/u.test(name)) return false;
  return name.split('/').every((part) => part !== '' && !part.startsWith('.') && !part.endsWith('.lock'));
}
