import { isConflict } from '@goldenpath/fleet';
import type { CommandContext, ExitCode } from '../../command';
import { openCommandFleet } from '../../open-command-fleet';
import { jsonText } from '../../output/json';
import type { UpgradeFlags } from './flags';
import { upgradeText } from './render';

/** Brings the repository of an application to today's templates, and shows what changed. */
export async function upgrade(app: string, flags: UpgradeFlags, context: CommandContext): Promise<ExitCode> {
  const { repo, dryRun = false, json } = flags;
  const upgraded = await openCommandFleet(flags, context).upgrade(app, { repo, dryRun });
  context.stdout(json === true ? jsonText({ dryRun, ...upgraded }) : upgradeText(upgraded, dryRun, context));
  return upgraded.files.some(isConflict) ? 1 : 0;
}
