import type { CommandContext, ExitCode } from '../../command';
import { openCommandFleet } from '../../open-command-fleet';
import { jsonText } from '../../output/json';
import type { ListFlags } from './flags';
import { renderList } from './render';

/** Lists the applications of the fleet with their environments, hosts and databases. */
export async function list(flags: ListFlags, context: CommandContext): Promise<ExitCode> {
  const { owner, kind, env: environments = [] } = flags;
  const filter = { environments, ...(owner !== undefined && { owner }), ...(kind !== undefined && { kind }) };
  const apps = await openCommandFleet(flags, context).list(filter);
  context.stdout(flags.json === true ? jsonText({ apps }) : renderList(apps, context));
  return 0;
}
