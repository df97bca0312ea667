import { assertKnown, fleetSource, openFleet, listApps } from '@goldenpath/fleet';
import { KINDS } from '@goldenpath/spec';
import type { CommandContext, ExitCode, FleetFlags } from '../command';
import { renderList } from '../list/render';

export interface ListFlags extends FleetFlags {
  readonly owner?: string;
  readonly kind?: string;
  readonly env?: readonly string[];
}

/** Shows the fleet at a glance: each application, where it runs, its hosts and its database. */
export async function list(flags: ListFlags, context: CommandContext): Promise<ExitCode> {
  const { loaded, facts } = await openFleet(fleetSource(flags, context));
  const { owner, kind, env: environments = [] } = flags;
  assertKnown(
    'environment',
    environments,
    facts.platform.environments.map(({ name }) => name),
  );
  assertKnown('team', owner === undefined ? [] : [owner], loaded.platform.teams);
  assertKnown('kind', kind === undefined ? [] : [kind], KINDS);
  const filter = { environments, ...(owner !== undefined && { owner }), ...(kind !== undefined && { kind }) };
  const apps = listApps(facts, filter);
  context.stdout(flags.json === true ? `${JSON.stringify({ apps }, null, 2)}\n` : renderList(apps, context));
  return 0;
}
