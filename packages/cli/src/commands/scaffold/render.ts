import { type Scaffolded, shownPath } from '@goldenpath/fleet';
import type { CommandContext } from '../../command';
import { shellPath } from '../../output/paths';
import { stepLines } from '../../output/steps';

const MOST_LISTED = 60;

/** What a scaffold did to each file, and how to start. */
export function scaffoldText({ app, root, files }: Scaffolded, { colors, cwd }: CommandContext): string {
  const changed = files.filter(({ change }) => change !== 'unchanged');
  const kept = files.filter(({ change }) => change === 'kept').length;
  const lines = changed.slice(0, MOST_LISTED).map((file) => `  ${file.change.padEnd(8)} ${file.path}`);
  const more = changed.length > MOST_LISTED ? [`  … and ${changed.length - MOST_LISTED} more`] : [];
  return [
    `${colors.bold(app)}  ${shownPath(root, cwd)}`,
    ...(changed.length === 0 ? ['  up to date'] : [...lines, ...more]),
    ...(kept > 0 ? ['', 'Files of the team are kept as they are.'] : []),
    '',
    colors.bold('Next'),
    ...stepLines([[`cd ${shellPath(root, cwd)}`], ['cat README.md', 'how to run and test it']]),
    '',
  ].join('\n');
}
