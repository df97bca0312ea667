import type { ExpiredPreview, ListedPreview, PreviewResult, PreviewSettings } from '@goldenpath/fleet';
import type { CommandContext } from '../../command';
import { table } from '../../output/table';
import { errorText } from '../rds/error';

const TITLES = ['APP', 'PULL REQUEST', 'STATE', 'COMMIT', 'URL', 'REMOVED AFTER'];

const STATUS: Readonly<Record<PreviewResult['status'], string>> = {
  ready: 'is ready',
  unchanged: 'is up to date',
  superseded: 'is made by a later run',
  removed: 'is removed',
  gone: 'does not exist',
};

/** Returns what became of one preview. */
export function renderResult({ app, number, status, steps, url }: PreviewResult): string {
  const where = url === undefined ? '' : `: ${url}`;
  const lines = [`The preview of pull request ${number} of ${app} ${STATUS[status]}${where}`, ...steps.map(stepText)];
  return `${lines.join('\n')}\n`;
}

/** Returns the previews as a table. */
export function renderPreviews(previews: readonly ListedPreview[], { colors, columns }: CommandContext): string {
  if (previews.length === 0) return 'There are no previews.\n';
  const rows = previews.map(({ app, number, state, commit, url, expiresAt }) => [
    app,
    `#${number}`,
    state,
    commit.slice(0, 7),
    url ?? '–',
    expiresAt?.slice(0, 10) ?? '–',
  ]);
  return table(TITLES, rows, { dim: colors.dim, ...(columns !== undefined && { columns }) });
}

/** Returns the settings of previews. */
export function renderSettings(settings: PreviewSettings | undefined, { colors, columns }: CommandContext): string {
  if (settings === undefined) return 'The platform file has no previews.\n';
  const { from, label, apps } = settings;
  const head = `Previews are made from ${from}, for pull requests with the label ${label}.\n`;
  if (apps.length === 0) return `${head}No application has them.\n`;
  const rows = apps.map(({ app, organisation, repository, image }) => [app, `${organisation}/${repository}`, image]);
  return `${head}\n${table(['APP', 'REPOSITORY', 'IMAGE'], rows, { dim: colors.dim, ...(columns !== undefined && { columns }) })}`;
}

/** Returns the previews that had to go. */
export function renderExpired(expired: readonly ExpiredPreview[]): string {
  if (expired.length === 0) return 'No preview has to be removed.\n';
  const lines = expired.flatMap(({ app, number, why, status, steps, error }) => [
    `${app} #${number}: ${status}, because ${why}`,
    ...steps.map(stepText),
    ...(error === undefined ? [] : [`  error: ${errorText(error)}`]),
  ]);
  return `${lines.join('\n')}\n`;
}

function stepText(step: string): string {
  return `  ✓ ${step}`;
}
