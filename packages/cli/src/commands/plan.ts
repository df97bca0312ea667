import type { CommandContext, ExitCode } from '../command';
import type { DeployFlags } from '../deploy/flags';

/** Tells what Terraform would do to the stacks of the fleet, and does nothing. */
export async function plan(flags: DeployFlags, context: CommandContext): Promise<ExitCode> {
  // Loaded when it is needed: most commands run no engine.
  const { runTerraform } = await import('../deploy/run-terraform.js');
  return runTerraform('plan', flags, context);
}
