import { newFlags, type NewFlags } from '@goldenpath/fleet';
import { type Command, Option } from 'commander';
import type { FleetFlags } from '../../command';
import { fleetCommand } from '../../flags';

/** Flags of `new`. */
export type NewCommandFlags = FleetFlags & NewFlags & { readonly dryRun?: boolean };

export function newCommand(): Command {
  const command = fleetCommand('new', 'Add an application. Asks on a terminal, or takes flags.');
  for (const { flag, help } of newFlags()) command.addOption(new Option(flag, help));
  return (
    command
      // Both flags exist, so that without either the value stays undecided.
      .addOption(new Option('--no-ingress', 'no route from outside the cluster'))
      .addOption(
        new Option('--set <field=value>', 'set any field of the kind, such as queue.days=3; repeatable').argParser(
          (value: string, given: readonly string[] = []) => [...given, value],
        ),
      )
      .addOption(new Option('--dry-run', 'print the file and write nothing'))
  );
}
