import type { CommandContext, ExitCode } from '../../command';
import { openCommandFleet } from '../../open-command-fleet';
import { jsonText } from '../../output/json';
import type { ValidateFlags } from './flags';
import { validText } from './render';

/** Validates the fleet and prints that it is valid, or every error. */
export async function validate(flags: ValidateFlags, context: CommandContext): Promise<ExitCode> {
  const fleet = await openCommandFleet(flags, context).validate({ apps: flags.only ?? [] });
  if (flags.json === true)
    context.stdout(jsonText({ valid: true, apps: fleet.apps, notes: fleet.notes, diagnostics: [] }));
  else context.stdout(validText(fleet, context));
  return 0;
}
