import { shownPath } from '@goldenpath/fleet';
import type { CommandContext, ExitCode } from '../../command';
import { openCommandFleet } from '../../open-command-fleet';
import { jsonText } from '../../output/json';
import { progressLine } from '../../output/progress';
import type { SnapshotFlags } from './flags';

/** Evaluates the fleet and writes the result to a file. Prints the digest of the file. */
export async function snapshot({ out, ...flags }: SnapshotFlags, context: CommandContext): Promise<ExitCode> {
  const progress = progressLine('Synthesising', context);
  const fleet = openCommandFleet(flags, context, {
    onProgress: (event) => event.kind === 'units' && progress.update(event.done, event.all),
  });
  const { file, digest, bytes, apps, stacks } = await fleet.snapshot({ out }).finally(progress.end);
  const shown = shownPath(file, context.cwd);
  if (flags.json === true) context.stdout(jsonText({ file: shown, digest, bytes, apps, stacks }));
  else context.stdout(`Wrote ${shown}: ${counted(apps, 'application')}, ${counted(stacks, 'stack')}.\n${digest}\n`);
  return 0;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
