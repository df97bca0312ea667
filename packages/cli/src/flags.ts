import { Command, InvalidArgumentError, Option } from 'commander';

/** Returns a command with the flags that every command about the fleet has. */
export function fleetCommand(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .option('--apps <dir>', 'folder with one folder per application (default: apps, beside the platform file)')
    .option('--platform <file>', 'the platform file (default: platform.yaml)')
    .option('--data-only', 'refuse app.ts and platform.ts: do not run code of the fleet')
    .option('--json', 'print JSON, for programs')
    .helpOption('-h, --help', 'print this help');
}

/** Adds the flags of a command that can run on a snapshot instead of the specs. */
export function withSnapshot(command: Command): Command {
  return command
    .option('--snapshot <file>', 'take the fleet from this file of `goldenpath snapshot`: run no code of the fleet')
    .option('--snapshot-digest <digest>', 'refuse a snapshot with another digest: sha256:…');
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

/** Reads the value of a flag that counts something. */
export function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('Pass a whole number of 1 or more.');
  return value;
}
