import { UserError } from '@goldenpath/errors';
import type { BootstrapAction, ClusterStart } from '@goldenpath/fleet';
import type { CommandContext, ExitCode } from '../../command';
import { openCommandFleet } from '../../open-command-fleet';
import { jsonText } from '../../output/json';
import type { BootstrapFlags } from './flags';

/** Prints the commands that start the platform in an empty cluster, or runs them. */
export async function startCluster(
  action: BootstrapAction,
  flags: BootstrapFlags,
  context: CommandContext,
): Promise<ExitCode> {
  if (action !== 'synth')
    throw new UserError(`\`bootstrap ${action}\` is about accounts.`, 'Leave out the action, or `--cluster`.');
  const fleet = openCommandFleet(flags, context, {
    onProgress: (event) => {
      if (event.kind === 'step') context.stderr(`${event.step}\n`);
    },
  });
  const start = await fleet.bootstrapCluster({
    run: flags.run ?? false,
    ...(flags.out !== undefined && { out: flags.out }),
    ...(flags.context !== undefined && { kubeContext: flags.context }),
  });
  context.stdout(flags.json === true ? jsonText(start) : clusterText(start));
  return 0;
}

/** Returns the commands in order, or that they have run, and what comes after them. */
function clusterText(start: ClusterStart): string {
  const { commands, environments, hasRun, localCluster } = start;
  const lines = commands.map(({ what, program, args }) => `# ${what}\n${[program, ...args.map(quoted)].join(' ')}`);
  const after =
    localCluster === undefined
      ? 'Argo CD then reads the GitOps repository: run `goldenpath publish`.'
      : `Argo CD then reads the GitOps repository. Without one, apply the manifests yourself: ${environments
          .map(({ manifests }) => `kubectl apply --server-side --kustomize ${manifests}`)
          .join('; ')}`;
  return `${hasRun ? 'The platform has started.' : lines.join('\n')}\n# ${after}\n`;
}

function quoted(argument: string): string {
  return /^[\w./@:+=-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", String.raw`'\''`)}'`;
}
