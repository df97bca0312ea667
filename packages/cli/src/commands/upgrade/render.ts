import { isChanged, isConflict, shownPath, type Upgraded, type UpgradedFile } from '@goldenpath/fleet';
import type { CommandContext } from '../../command';
import { shellPath } from '../../output/paths';
import { stepLines } from '../../output/steps';

const MOST_LISTED = 60;

/** What an upgrade did to each file, and what to do next. */
export function upgradeText(upgraded: Upgraded, dryRun: boolean, { colors, cwd }: CommandContext): string {
  const { app, root, files, isResumed, isRecordRestored } = upgraded;
  const shown = files.filter((file) => isChanged(file) || file.note !== undefined);
  const lines = shown.slice(0, MOST_LISTED).map((file) => {
    const line = fileLine(file);
    return isConflict(file) ? colors.red(line) : line;
  });
  const more = shown.length > MOST_LISTED ? [`  … and ${shown.length - MOST_LISTED} more`] : [];
  return [
    `${colors.bold(app)}  ${shownPath(root, cwd)}`,
    ...(isResumed ? ['  This finishes an upgrade that was interrupted.'] : []),
    ...(isRecordRestored ? ['  .goldenpath.json was missing or damaged: its last good version in Git was used.'] : []),
    ...(files.some(isChanged) ? [] : ['  up to date']),
    ...lines,
    ...more,
    ...nextLines(upgraded, dryRun, colors, shellPath(root, cwd)),
    '',
  ].join('\n');
}

function fileLine({ path, change, note }: UpgradedFile): string {
  return `  ${change.padEnd(8)} ${path}${note === undefined ? '' : `  (${note})`}`;
}

function nextLines({ files }: Upgraded, dryRun: boolean, colors: CommandContext['colors'], root: string): string[] {
  const conflicts = files.filter(isConflict).length;
  if (dryRun) return ['', `Nothing was changed.${conflicts > 0 ? ` ${conflictText(conflicts)}` : ''}`];
  if (!files.some(isChanged)) return [];
  return [
    ...(conflicts > 0 ? ['', conflictText(conflicts)] : []),
    '',
    colors.bold('Next'),
    ...stepLines([
      [`cd ${root}`],
      ...(conflicts > 0 ? [['git diff', 'resolve what is between <<<<<<< and >>>>>>>'] as const] : []),
      ...(conflicts > 0 ? [] : [['git diff', 'look at the changes, and run the tests'] as const]),
      ['git add --all && git commit', 'keep them'],
    ]),
  ];
}

function conflictText(count: number): string {
  return `${count} ${count === 1 ? 'file has' : 'files have'} conflicts.`;
}
