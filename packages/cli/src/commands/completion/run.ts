import type { Command } from 'commander';
import type { CommandContext, ExitCode } from '../../command';
import { openCommandFleet } from '../../open-command-fleet';
import { complete, completionText } from './complete';
import { completionScript, type Shell } from './scripts';

/** Prints the completion script of a shell. */
export async function completion(shell: Shell, _flags: unknown, context: CommandContext): Promise<ExitCode> {
  context.stdout(completionScript(shell));
  return 0;
}

/** Prints the candidates for the last word. Errors are not printed: they would appear in the middle of the command line. */
export async function completeWords(
  program: Command,
  words: readonly string[],
  context: CommandContext,
): Promise<ExitCode> {
  const flagged = (flag: string) => words[words.indexOf(flag) + 1];
  const fleet = openCommandFleet(
    {
      ...(words.includes('--apps') && { apps: flagged('--apps') ?? '' }),
      ...(words.includes('--platform') && { platform: flagged('--platform') ?? '' }),
    },
    context,
  );
  try {
    context.stdout(completionText(await complete(program, words, await fleet.names())));
  } catch {
    // The shell would show an error message as a candidate.
  }
  return 0;
}
