import { EARLIER_HEADER } from './code-owners';
import { compareGeneratedFile, type GeneratedFileStatus } from '../generated-file';

/** A CODEOWNERS file, compared with its generated content. */
export type CodeOwnersStatus = GeneratedFileStatus;

/**
 * Compares a CODEOWNERS file with its generated content.
 *
 * @throws UserError when the file is a link or was written by hand. Neither is replaced.
 */
export function compareCodeOwners(file: string, content: string): CodeOwnersStatus {
  return compareGeneratedFile(file, content, {
    command: 'goldenpath codeowners',
    remedy: 'Move it away first. Owners of applications belong in their specs.',
    earlier: [EARLIER_HEADER],
  });
}
