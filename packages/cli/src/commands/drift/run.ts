import type { Drift, DriftOptions } from '@goldenpath/fleet';
import type { CommandContext, ExitCode } from '../../command';
import { openCommandFleet } from '../../open-command-fleet';
import { jsonText } from '../../output/json';
import type { DriftFlags } from './flags';
import { driftMarkdown, driftText } from './render';

/** Shows what differs from the generated files and, with `issues`, which issues to open, update and close. */
export async function drift(flags: DriftFlags, context: CommandContext): Promise<ExitCode> {
  const report = await openCommandFleet(flags, context).drift(optionsOf(flags));
  if (flags.json === true) context.stdout(jsonText(report));
  else context.stdout(flags.markdown === true ? driftMarkdown(report) : driftText(report, context));
  return flags.check === true && !isClean(report, flags) ? 1 : 0;
}

function optionsOf(flags: DriftFlags): DriftOptions {
  const { plan, issues, git, repo, branch, timeout, out, argocd, kubeconfig, kubeContext, accept } = flags;
  return {
    ...(plan !== undefined && { plan }),
    ...(issues !== undefined && { issues }),
    ...(accept !== undefined && { accept }),
    ...(git === true && {
      git: {
        ...(repo !== undefined && { repo }),
        ...(branch !== undefined && { branch }),
        ...(timeout !== undefined && { timeout }),
        ...(out !== undefined && { out }),
      },
    }),
    cluster: {
      ...(argocd !== undefined && { file: argocd }),
      ...(kubeconfig !== undefined && { kubeconfig }),
      ...(kubeContext !== undefined && { kubeContext }),
    },
  };
}

/** A source that was asked for must have been read. */
function isClean({ rows, sources }: Drift, flags: DriftFlags): boolean {
  const asked = new Set([
    ...(flags.plan === undefined ? [] : ['cloud', 'github']),
    ...(flags.git === true ? ['git'] : []),
    ...((flags.argocd ?? flags.kubeconfig ?? flags.kubeContext) ? ['cluster'] : []),
  ]);
  return (
    rows.every(({ accepted }) => accepted !== undefined) &&
    sources.every(({ source, isRead }) => isRead || !asked.has(source))
  );
}
