import { shownPath } from '@goldenpath/fleet';
import type { CommandContext, ExitCode } from '../../command';
import { openCommandFleet } from '../../open-command-fleet';
import { jsonText } from '../../output/json';
import type { CodeOwnersFlags } from './flags';
import { codeOwnersText } from './render';

/** Writes `.github/CODEOWNERS` of the fleet's repository, and shows the reviewers of each deployment. */
export async function codeowners(flags: CodeOwnersFlags, context: CommandContext): Promise<ExitCode> {
  const check = flags.check ?? false;
  const owners = await openCommandFleet(flags, context).codeOwners({ check });
  const { found, content, environments } = owners;
  if (flags.json === true) {
    const file = shownPath(owners.file, context.cwd);
    context.stdout(jsonText({ file, found, content, environments }));
  } else context.stdout(codeOwnersText(owners, context.cwd));
  return check && found !== 'fresh' ? 1 : 0;
}
