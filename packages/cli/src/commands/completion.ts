import { fleetSource } from '@goldenpath/fleet';
import type { Command } from 'commander';
import type { CommandContext, ExitCode } from '../command';
import { complete, completionText } from '../completion/complete';
import { completionScript, type Shell } from '../completion/scripts';
import { completionValues } from '../completion/values';

/** Prints the script that makes a shell complete `goldenpath`. */
export async function completion(shell: Shell, _flags: unknown, context: CommandContext): Promise<ExitCode> {
  context.stdout(completionScript(shell));
  return 0;
}

/** What those scripts ask at every press of Tab. Whatever is wrong, it is not said in the middle of a command line. */
export async function completeWords(
  program: Command,
  words: readonly string[],
  context: CommandContext,
): Promise<ExitCode> {
  const flagged = (flag: string) => words[words.indexOf(flag) + 1];
  const source = fleetSource(
    {
      ...(words.includes('--apps') && { apps: flagged('--apps') ?? '' }),
      ...(words.includes('--platform') && { platform: flagged('--platform') ?? '' }),
    },
    context,
  );
  try {
    context.stdout(completionText(await complete(program, words, completionValues(source))));
  } catch {
    // No completion is better than an error that the shell shows in its place.
  }
  return 0;
}
