import type { CommandContext, ExitCode } from '../command';
import type { DeployFlags } from '../deploy/flags';

/** Brings the cloud to what the stacks of the fleet say, each after what it depends on. */
export async function deploy(flags: DeployFlags, context: CommandContext): Promise<ExitCode> {
  // Loaded when it is needed: most commands run no engine.
  const { runTerraform } = await import('../deploy/run-terraform.js');
  return runTerraform('deploy', flags, context);
}
