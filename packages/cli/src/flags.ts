import { Command, Option } from 'commander';

/** Returns a command with the flags that every command about the fleet has. */
export function fleetCommand(nameAndArguments: string, description: string): Command {
  return new Command(nameAndArguments)
    .description(description)
    .option('--apps <dir>', 'folder with one folder per application (default: apps, beside the platform file)')
    .option('--platform <file>', 'the platform file (default: platform.yaml)')
    .option('--data-only', 'refuse app.ts and platform.ts: do not run code of the fleet')
    .option('--json', 'print JSON, for programs')
    .helpOption('-h, --help', 'print this help');
}

/** Returns a flag that takes several names: `--only a b`, `--only a,b` or `--only a --only b`. */
export function names(flag: string, description: string): Option {
  return new Option(`${flag} <name...>`, description).argParser(
    (value: string, before: readonly string[] | undefined) => [
      ...(before ?? []),
      ...value.split(',').filter((name) => name !== ''),
    ],
  );
}
