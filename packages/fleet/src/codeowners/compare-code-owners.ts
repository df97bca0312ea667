import * as fs from 'node:fs';
import { UserError } from '@goldenpath/errors';
import { HEADER } from './code-owners';

/** What was there before. */
export type Found = 'missing' | 'differs' | 'fresh';

/**
 * Compares a CODEOWNERS file with what it should be.
 *
 * @throws UserError where somebody wrote it by hand, or where it is a link: neither is replaced.
 */
export function compareCodeOwners(file: string, content: string): Found {
  const stat = fs.lstatSync(file, { throwIfNoEntry: false });
  if (stat === undefined) return 'missing';
  const there = stat.isFile() ? fs.readFileSync(file, 'utf8') : '';
  if (there === content) return 'fresh';
  if (!there.startsWith(`${HEADER}\n`))
    throw new UserError(
      `${file} was not made by \`goldenpath codeowners\`, so it is not replaced.`,
      'Move it away first; what it says of applications belongs into their specs.',
    );
  return 'differs';
}
