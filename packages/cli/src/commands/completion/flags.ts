import { Argument, Command } from 'commander';
import { SHELLS } from './scripts';

export function completionCommand(): Command {
  return new Command('completion')
    .description('Print the completion script for a shell.')
    .addArgument(new Argument('<shell>', 'bash, zsh or fish').choices(SHELLS));
}

/** The hidden command that the completion scripts call at every press of Tab. */
export function completeCommand(): Command {
  return new Command('__complete').argument('[words...]');
}
