import { oneLine, type ReleaseRecord, shortId } from '@goldenpath/gitops';
import type { CommandContext } from '../../command';
import { table } from '../../output/table';
import { shownRelease } from './render-status';

/** Returns the releases as a table, latest first. */
export function renderHistory(
  records: readonly ReleaseRecord[],
  { colors, columns }: Pick<CommandContext, 'colors' | 'columns'>,
): string {
  const rows = records.map(({ release, kind, commit, forced }) => [
    commit.date,
    kind === 'removal' ? '–' : shownRelease(release),
    kind,
    oneLine(commit.author),
    shortId(commit.id),
    forced === undefined ? '' : `forced: ${oneLine(forced)}`,
  ]);
  return table(['SINCE', 'TAG', 'KIND', 'BY', 'COMMIT', ''], rows, { dim: colors.dim, columns });
}
