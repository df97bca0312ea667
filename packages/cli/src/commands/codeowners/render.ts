import type { CodeOwners } from '@goldenpath/fleet';
import { fileStateText } from '../../output/file-state';

/** Returns the state of the CODEOWNERS file, and the reviewers of each environment. */
export function codeOwnersText(codeOwners: CodeOwners, cwd: string): string {
  return [
    fileStateText(codeOwners, 'codeowners', cwd),
    'Reviewers of each deployment',
    ...codeOwners.environments.map(
      ({ environment, reviewers }) => `  ${environment}: ${reviewers.length === 0 ? 'none' : reviewers.join(', ')}`,
    ),
    '',
  ].join('\n');
}
