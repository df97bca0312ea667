import type { CommandContext, ExitCode } from '../../command';
import { openCommandFleet } from '../../open-command-fleet';
import { jsonText } from '../../output/json';
import type { DoctorFlags } from './flags';
import { doctorText } from './render';

/** Checks the prerequisites of the platform. The exit code is 1 if something is missing or wrong. */
export async function doctor(flags: DoctorFlags, context: CommandContext): Promise<ExitCode> {
  const { context: kubeContext, kubeconfig, only, repository } = flags;
  const diagnosis = await openCommandFleet(flags, context).doctor({
    ...(only !== undefined && { areas: [only] }),
    ...(repository !== undefined && { repository }),
    ...(kubeconfig !== undefined && { kubeconfig }),
    ...(kubeContext !== undefined && { kubeContext }),
  });
  context.stdout(flags.json === true ? jsonText(diagnosis) : doctorText(diagnosis, context));
  return diagnosis.isHealthy ? 0 : 1;
}
