import { oneLine, type ReleaseStatus, type RunningRelease, shortId, shownTag } from '@goldenpath/gitops';
import type { CommandContext } from '../../command';
import { table } from '../../output/table';

const TITLES = ['APP', 'ENVIRONMENT', 'TAG', 'SINCE', 'BY', 'COMMIT', 'COMPARED'];
const DIGEST_SHOWN = 'sha256:'.length + 7;

/** Returns the running releases as a table. Errors are listed below it. */
export function renderStatus(
  statuses: readonly ReleaseStatus[],
  { colors, columns }: Pick<CommandContext, 'colors' | 'columns'>,
): string {
  if (statuses.length === 0) return 'No application builds an image of its own.\n';
  const rows = statuses.flatMap(({ app, environments }) => environments.map((running) => [app, ...cellsOf(running)]));
  const problems = statuses
    .flatMap(({ environments }) =>
      environments.flatMap(({ problem }) => (problem?.kind === 'broken' ? problem.message : [])),
    )
    .map((message) => `${colors.red('error:')} ${oneLine(message)}\n`);
  return table(TITLES, rows, { dim: colors.dim, columns }) + [...new Set(problems)].join('');
}

function cellsOf({ overlay, problem, release, since, comparison }: RunningRelease): string[] {
  const { environment } = overlay;
  if (problem !== undefined)
    return [environment, problem.kind === 'broken' ? 'unknown' : 'not released', '–', '–', '–', '–'];
  const by =
    since === undefined ? ['–', '–', '–'] : [since.commit.date, oneLine(since.commit.author), shortId(since.commit.id)];
  return [environment, shownRelease(release), ...by, compared(comparison)];
}

/** Formats a tag, with the start of its digest if one is pinned. */
export function shownRelease({ newTag, digest }: RunningRelease['release']): string {
  const tag = newTag === undefined && digest !== undefined ? '' : shownTag(newTag);
  return digest === undefined ? tag : `${tag}@${oneLine(digest).slice(0, DIGEST_SHOWN)}…`;
}

function compared(comparison: RunningRelease['comparison']): string {
  if (comparison === undefined) return '–';
  const { to, state, releases } = comparison;
  if (state === 'behind') return `${releases} ${releases === 1 ? 'release' : 'releases'} behind ${to}`;
  return { same: `same as ${to}`, ahead: `ahead of ${to}`, unknown: '–' }[state];
}
