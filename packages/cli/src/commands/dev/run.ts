import { UserError } from '@goldenpath/errors';
import type { DevApp } from '@goldenpath/fleet';
import type { CommandContext, ExitCode } from '../../command';
import { openCommandFleet } from '../../open-command-fleet';
import { interrupts } from '../../signals/interrupts';
import type { DevFlags } from './flags';
import { devPrinter } from './render';

/** Runs an application on this machine until a signal, or until nothing reads the output. */
export async function dev(app: string, flags: DevFlags, context: CommandContext): Promise<ExitCode> {
  const { repo, env, with: others = [] } = flags;
  if (repo === '') throw new UserError('`--repo` names no folder.', 'Name one, or leave `--repo` out.');
  const { signal: interrupted, insist, listen, end } = interrupts(() => context.stderr('\nStopping…\n'));
  const signal = AbortSignal.any([interrupted, ...(context.outputClosed === undefined ? [] : [context.outputClosed])]);
  const fleet = openCommandFleet(flags, context, { signal, insist });
  listen();
  try {
    await fleet.dev(app, {
      ...(repo !== undefined && { repo }),
      ...(env !== undefined && { environment: env }),
      with: others.map(devApp),
      onEvent: devPrinter(flags.json === true, context),
    });
  } catch (error) {
    // What a signal interrupts fails.
    if (!signal.aborted) throw error;
  } finally {
    end();
  }
  return 0;
}

function devApp(text: string): DevApp {
  const at = text.indexOf('=');
  return at < 0 ? { name: text } : { name: text.slice(0, at), repo: text.slice(at + 1) };
}
