import type { CommandContext, ExitCode } from '../../command';
import { openCommandFleet } from '../../open-command-fleet';
import { jsonText } from '../../output/json';
import { holdSignals } from '../../signals/hold-signals';
import type { ImportFlags } from './flags';
import { importText } from './render';

/** Writes the nearest specs of what a compose file, a Score file or Kubernetes manifests describe. */
export async function importApps(path: string, flags: ImportFlags, context: CommandContext): Promise<ExitCode> {
  const { name, owner, description, env, dryRun = false, json = false } = flags;
  const fleet = openCommandFleet(flags, context);
  const result = await holdSignals(() =>
    fleet.importApps({
      path,
      dryRun,
      ...(name !== undefined && { name }),
      ...(owner !== undefined && { owner }),
      ...(description !== undefined && { description }),
      ...(env !== undefined && { environment: env }),
    }),
  );
  context.stdout(json ? jsonText(result) : importText(result, context));
  return 0;
}
