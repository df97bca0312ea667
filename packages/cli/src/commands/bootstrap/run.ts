import { isFailure } from '@goldenpath/deploy';
import type { BootstrapAction, FleetProgress } from '@goldenpath/fleet';
import type { CommandContext, ExitCode } from '../../command';
import { openCommandFleet } from '../../open-command-fleet';
import { jsonText } from '../../output/json';
import { interrupts } from '../../signals/interrupts';
import { type Approve, approver } from '../deploy/approval';
import { type RunProgress, runProgress } from '../deploy/progress';
import type { BootstrapFlags } from './flags';
import { startCluster } from './cluster';
import { bootstrapText } from './render';

/** Writes the stacks of bootstrap, and plans, deploys, migrates or destroys them. */
export async function bootstrap(
  action: BootstrapAction,
  flags: BootstrapFlags,
  context: CommandContext,
): Promise<ExitCode> {
  if (flags.cluster === true) return startCluster(action, flags, context);
  let shown: RunProgress | undefined;
  const clear = () => shown?.clear();
  const approve = approverOf(action, flags, context, clear);
  const stops = interrupts(() => {
    clear();
    context.stderr('Waiting for Terraform to finish. Interrupt again to stop it at once.\n');
  });
  const onProgress = (event: FleetProgress) => {
    if (event.kind === 'stack') shown?.onEvent(event.event);
    if (event.kind !== 'stacks') return;
    shown = runProgress(event.all, context);
    stops.listen();
  };
  const fleet = openCommandFleet(flags, context, { signal: stops.signal, insist: stops.insist, onProgress });
  const done = await fleet.bootstrap({ action, ...optionsOf(flags), ...(approve && { approve }) }).finally(() => {
    clear();
    stops.end();
  });
  context.stdout(flags.json === true ? jsonText(done) : bootstrapText(done, flags.localState === true, context));
  return done.report?.stacks.some(isFailure) === true ? 1 : 0;
}

/** Only `deploy` and `destroy` change a cloud. `migrate` copies a state, which can be repeated. */
function approverOf(
  action: BootstrapAction,
  flags: BootstrapFlags,
  context: CommandContext,
  clear: () => void,
): Approve | undefined {
  if (action !== 'deploy' && action !== 'destroy') return undefined;
  return approver(action, flags.simulate ?? false, flags, context, clear);
}

function optionsOf({
  account,
  localState,
  out,
  repository,
  simulate,
  unprotected,
  withoutOidcProvider,
}: BootstrapFlags) {
  return {
    ...(account !== undefined && { accounts: account }),
    ...(localState !== undefined && { localState }),
    ...(out !== undefined && { out }),
    ...(repository !== undefined && { repository }),
    ...(simulate !== undefined && { simulate }),
    ...(unprotected !== undefined && { unprotected }),
    ...(withoutOidcProvider !== undefined && { withoutOidcProvider }),
  };
}
