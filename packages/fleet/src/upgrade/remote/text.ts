import type { UpgradedFile } from '@goldenpath/scaffold';
import type { PullRequestText } from '../../github/pull-requests';
import { isChanged, isConflict } from '../changes';

/** GitHub refuses a body of more than 65,536 characters. */
const MOST_LISTED = 300;

/** Our trailer, with the id of the tree: a commit that was amended is no longer ours. */
const TRAILER = 'Goldenpath-Upgrade';

/** The message of the commit of an upgrade. */
export function commitMessage(tree: string): string {
  return `Upgrade to today's templates\n\nMade by \`goldenpath upgrade\`. Edits of the team are kept.\n\n${TRAILER}: ${tree}\n`;
}

/** Whether a commit is one of an upgrade, and was not changed since. */
export function isUpgradeCommit({ tree, message }: { readonly tree: string; readonly message: string }): boolean {
  return message.trimEnd().endsWith(`${TRAILER}: ${tree}`);
}

/**
 * The title and the body of a pull request.
 *
 * @param digest - Says what was generated. The body has it in a comment.
 */
export function pullRequestText(files: readonly UpgradedFile[], digest: string): PullRequestText {
  const conflicts = files.filter(isConflict);
  const told = files.filter((file) => isChanged(file) || file.note !== undefined);
  const rows = told
    .slice(0, MOST_LISTED)
    .map(({ path, change, note }) => `| ${code(path)} | ${change} | ${note ?? ''} |`);
  const more = told.length > MOST_LISTED ? [`| and ${told.length - MOST_LISTED} more | | |`] : [];
  const body = [
    "`goldenpath upgrade` merges today's templates into this repository. Edits of the team are kept.",
    '',
    ...(conflicts.length === 0
      ? []
      : [
          `**${conflicts.length} ${conflicts.length === 1 ? 'file has' : 'files have'} conflicts.** Check this branch out, resolve what is between`,
          '`<<<<<<<` and `>>>>>>>`, and push. The next upgrade leaves a branch with commits of the team alone.',
          '',
        ]),
    '| file | change | note |',
    '| --- | --- | --- |',
    ...rows,
    ...more,
    '',
    markerOf(digest),
  ];
  const title = "Upgrade to today's templates";
  return { title: conflicts.length === 0 ? title : `${title} (with conflicts)`, body: body.join('\n') };
}

/** Says in a body what was generated, so that a pull request that the team closed is not opened again. */
export function markerOf(digest: string): string {
  return `<!-- goldenpath-upgrade: ${digest} -->`;
}

/** A path as code in a table: neither markup nor a mention. */
function code(path: string): string {
  const longest = Math.max(0, ...(path.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const space = path.startsWith('`') || path.endsWith('`') ? ' ' : '';
  return `${fence}${space}${path.replaceAll('|', String.raw`\|`)}${space}${fence}`;
}
