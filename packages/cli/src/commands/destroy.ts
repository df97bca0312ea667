import type { CommandContext, ExitCode } from '../command';
import type { DeployFlags } from '../deploy/flags';

/** Destroys the stacks of the fleet, each before what it depends on; what is protected stays. */
export async function destroy(flags: DeployFlags, context: CommandContext): Promise<ExitCode> {
  // Loaded when it is needed: most commands run no engine.
  const { runTerraform } = await import('../deploy/run-terraform.js');
  return runTerraform('destroy', flags, context);
}
