import { Argument, Command } from 'commander';
import { SHELLS } from './scripts';

export function completionCommand(): Command {
  return new Command('completion')
    .description('Print the script that completes goldenpath in your shell.')
    .addArgument(new Argument('<shell>', 'your shell').choices(SHELLS));
}

/** Asked by those scripts at every press of Tab. */
export function completeCommand(): Command {
  return new Command('__complete').argument('[words...]');
}
