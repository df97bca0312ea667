import { INIT_FIELDS, type InitAnswers } from '@goldenpath/fleet';
import { Command } from 'commander';

/** Flags of `init`. */
export type InitFlags = Partial<InitAnswers> & { readonly yes?: boolean; readonly json?: boolean };

export function initCommand(): Command {
  const command = new Command('init')
    .description('Create a fleet: platform file, first application, CI workflows. Asks on a terminal, or takes flags.')
    .argument('[folder]', 'where to create it (default: the current folder)')
    .helpOption('-h, --help', 'print this help');
  for (const { flag, help } of INIT_FIELDS) command.option(flag, help);
  return command
    .option('-y, --yes', 'do not ask: use the default for each value that has no flag')
    .option('--json', 'print JSON, for programs');
}
