import * as fs from 'node:fs';
import { UserError } from '@goldenpath/errors';
import { HEADER } from './code-owners';

/** A CODEOWNERS file, compared with its generated content. */
export type CodeOwnersStatus = 'missing' | 'differs' | 'fresh';

/**
 * Compares a CODEOWNERS file with its generated content.
 *
 * @throws UserError when it is a link or was written by hand: neither is replaced.
 */
export function compareCodeOwners(file: string, content: string): CodeOwnersStatus {
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
