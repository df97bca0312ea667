import type { FleetContext } from '@goldenpath/fleet';
import type { CommandContext } from './command';
import type { Progress } from './output/progress';

/** What an operation of the fleet gets from a command; its progress is shown as the command line shows it. */
export function fleetContext({ cwd, env, stderr }: CommandContext, units?: Progress): FleetContext {
  return {
    cwd,
    env,
    onProgress: (progress) => {
      if (progress.kind === 'units') units?.update(progress.done, progress.all);
      else stderr(`Fetching ${progress.what}, because no Terraform or OpenTofu was found here…\n`);
    },
  };
}
