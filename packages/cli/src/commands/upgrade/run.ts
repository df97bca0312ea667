import { isUserError, UserError } from '@goldenpath/errors';
import { isConflict } from '@goldenpath/fleet';
import type { CommandContext, ExitCode } from '../../command';
import { openCommandFleet } from '../../open-command-fleet';
import { jsonText } from '../../output/json';
import { onRepositories } from '../repositories';
import type { UpgradeFlags } from './flags';
import { upgradeText } from './render';
import { pullRequestsData, pullRequestsText } from './render-pull-requests';

/** Brings repositories to today's templates, and shows what changed. */
export function upgrade(apps: readonly string[], flags: UpgradeFlags, context: CommandContext): Promise<ExitCode> {
  return flags.pullRequest === true ? upgradeByPullRequest(apps, flags, context) : upgradeFolder(apps, flags, context);
}

async function upgradeFolder(apps: readonly string[], flags: UpgradeFlags, context: CommandContext): Promise<ExitCode> {
  const { repo, all, dryRun = false, json } = flags;
  if (all === true)
    throw new UserError('`--all` upgrades through pull requests.', 'Add `--pull-request`, or name one application.');
  const [app] = apps;
  if (app === undefined || apps.length > 1)
    throw new UserError('A folder is the repository of one application.', 'Name one, or add `--pull-request`.');
  if (repo === undefined || repo === '')
    throw new UserError('`--repo` names no folder.', 'Pass the folder of a clone, or add `--pull-request`.');
  const upgraded = await openCommandFleet(flags, context).upgrade(app, { repo, dryRun });
  context.stdout(json === true ? jsonText({ dryRun, ...upgraded }) : upgradeText(upgraded, dryRun, context));
  return upgraded.files.some(isConflict) ? 1 : 0;
}

async function upgradeByPullRequest(
  apps: readonly string[],
  flags: UpgradeFlags,
  context: CommandContext,
): Promise<ExitCode> {
  const { repo, all = false, dryRun = false, json, timeout } = flags;
  if (all === apps.length > 0)
    throw new UserError(
      all ? '`--all` and names of applications exclude each other.' : 'No application is named.',
      'Name applications, or pass `--all`.',
    );
  if (repo === '') throw new UserError('`--repo` is empty.', 'Pass a URL with `{app}`, or leave `--repo` out.');
  const options = { apps, dryRun, ...(repo !== undefined && { repo }), ...(timeout !== undefined && { timeout }) };
  const upgraded = await onRepositories(
    flags,
    context,
    (urls) => `Upgrading ${urls.length} ${urls.length === 1 ? 'repository' : 'repositories'}`,
    (fleet) => fleet.upgradeAll(options),
  );
  context.stdout(json === true ? jsonText(pullRequestsData(upgraded, dryRun)) : pullRequestsText(upgraded, context));
  const failures = upgraded.flatMap((each) => ('failure' in each ? [each.failure] : []));
  if (failures.some((failure) => !isUserError(failure))) return 2;
  return failures.length > 0 ? 1 : 0;
}
