import { Argument, Command } from 'commander';
import { SHELLS } from './scripts';

export function completionCommand(): Command {
  return new Command('completion')
    .description('Print the completion script for a shell.')
    .addArgument(new Argument('<shell>', 'bash, zsh or fish').choices(SHELLS));
}

/** Asked by those scripts at every press of Tab. */
export function completeCommand(): Command {
  return new Command('__complete').argument('[words...]');
}
