import { isUserError } from '@goldenpath/errors';
import { isChanged, isConflict, type RemoteOutcome, type UpgradedRepository } from '@goldenpath/fleet';
import type { CommandContext } from '../../command';

const OUTCOMES: Readonly<Record<RemoteOutcome, string>> = {
  unchanged: 'up to date',
  planned: 'would open or update a pull request',
  opened: 'opened',
  updated: 'updated',
  current: 'is open, and up to date',
  team: 'left alone: its branch goldenpath/upgrade has commits of the team',
  declined: 'left alone: the team closed a pull request with these changes',
};

/** What was done for each repository, a line each, and the number of each outcome. */
export function pullRequestsText(upgraded: readonly UpgradedRepository[], { colors }: CommandContext): string {
  const lines = upgraded.map((each) => {
    const name = colors.bold(each.app);
    if ('failure' in each) return `${name}  ${colors.red('failed:')} ${failureText(each.failure)}`;
    const { outcome, files, pullRequest } = each.upgrade;
    const changed = files.filter(isChanged).length;
    const conflicts = files.filter(isConflict).length;
    const counted = outcome === 'unchanged' ? '' : `  (${count(changed, 'file')}${conflictText(conflicts)})`;
    return `${name}  ${pullRequest === undefined ? '' : `${pullRequest.url} `}${OUTCOMES[outcome]}${counted}`;
  });
  const failed = upgraded.filter((each) => 'failure' in each).length;
  const end = failed === 0 ? [] : ['', `${failed} of ${count(upgraded.length, 'repository', 'repositories')} failed.`];
  if (upgraded.length === 0) lines.push('No application has a repository.');
  return `${[...lines, ...end].join('\n')}\n`;
}

/** A bug is shown with what its report needs. */
function failureText(failure: Error): string {
  if (isUserError(failure)) return failure.message;
  return `This is a bug in goldenpath. Please report it with the details below.\n${failure.stack ?? failure.message}`;
}

function conflictText(conflicts: number): string {
  return conflicts === 0 ? '' : `, ${conflicts} with conflicts`;
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** The same as JSON data. */
export function pullRequestsData(upgraded: readonly UpgradedRepository[], dryRun: boolean): unknown {
  return {
    dryRun,
    repositories: upgraded.map((each) => {
      const { app, repository } = each;
      if ('failure' in each) {
        const { failure } = each;
        if (!isUserError(failure)) return { app, repository, error: failure.message, bug: true };
        return { app, repository, error: failure.summary, remedy: failure.remedy };
      }
      return { app, repository, ...each.upgrade };
    }),
  };
}
