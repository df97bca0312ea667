import type { UserError } from '@goldenpath/errors';
import type { Published, PublishTarget } from '@goldenpath/fleet';
import { shownUrl } from '@goldenpath/git';
import { editText, type FilePublication, type GitopsPublication, shownName, summaryOf } from '@goldenpath/gitops';
import type { CommandContext } from '../../command';

/** With more applications than this, the rest is counted. */
const MAX_LISTED = 30;
const MARKS: Readonly<Record<FilePublication['change'], string>> = { added: '+', changed: '~', removed: '-' };

/** Returns what was published to one repository, as text. */
export function renderPublication(
  { target, branch }: PublishTarget,
  { apps, edits, message, commit, unreleased }: GitopsPublication,
  dryRun: boolean,
  { colors }: Pick<CommandContext, 'colors'>,
): string {
  const where = `${target.branch} of ${shownUrl(target.url)}`;
  const left = unreleasedText(unreleased);
  if (message === undefined) return `Nothing to publish: ${where} is up to date.\n${left}`;
  const listed = apps.slice(0, MAX_LISTED).map((app) => `${colors.bold(shownName(app.app))}  ${summaryOf(app)}`);
  const more = apps.length > MAX_LISTED ? [`… and ${apps.length - MAX_LISTED} more`] : [];
  const edited = edits.map((edit) => `${colors.yellow('edited:')} ${editText(edit)}`);
  const lines = [...listed, ...more, ...edited];
  if (dryRun) {
    const files = apps.flatMap(({ changes }) => changes.map(({ path, change }) => `  ${MARKS[change]} ${path}`));
    const quoted = message.trimEnd().replaceAll(/^(?=.)/gm, '    ');
    lines.push(...files, `Nothing was pushed. The commit on ${where} would say:`, '', quoted);
  } else lines.push(colors.dim(`Commit ${(commit ?? '').slice(0, 10)} on ${where}`));
  if (target.branch !== branch && !dryRun) lines.push(`Open a pull request from ${target.branch} into ${branch}.`);
  return `${lines.join('\n')}\n${left}`;
}

/** Returns what is left out, because nothing was released there. */
function unreleasedText(unreleased: GitopsPublication['unreleased']): string {
  if (unreleased.length === 0) return '';
  const listed = unreleased.slice(0, MAX_LISTED).map(({ app, environments }) => `${app} in ${environments.join(', ')}`);
  const more = unreleased.length > MAX_LISTED ? [`and ${unreleased.length - MAX_LISTED} more`] : [];
  return `Left out until the first release (\`goldenpath release set\`): ${[...listed, ...more].join('; ')}.\n`;
}

/** Returns why publishing to one of several repositories failed. */
export function renderFailure(
  { target }: PublishTarget,
  { message }: UserError,
  { colors }: Pick<CommandContext, 'colors'>,
): string {
  return `${colors.red('error:')} ${shownUrl(target.url)}: ${message}\n`;
}

/** Returns the same as JSON data. */
export function publicationData(published: readonly Published[], dryRun: boolean): unknown {
  return {
    dryRun,
    publications: published.map((each) => {
      const { target } = each.to;
      const place = { repository: shownUrl(target.url), branch: target.branch };
      if ('failure' in each) return { ...place, error: each.failure.summary, remedy: each.failure.remedy };
      const { commit, attempts, message, apps, unreleased, edits } = each.publication;
      return { ...place, commit: commit ?? null, attempts, message: message ?? null, apps, unreleased, edits };
    }),
  };
}
