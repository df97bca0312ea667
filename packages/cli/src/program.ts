import { Command, Option } from 'commander';
import type { CommandContext, ExitCode } from './command';
import { synth } from './commands/synth';
import { validate } from './commands/validate';
import { version } from '../package.json';

/** Takes the exit code of the command that was run. */
export type ExitCodeListener = (code: ExitCode) => void;

/** The command line: every command, its flags and its help. */
export function buildProgram(context: CommandContext, onExit: ExitCodeListener): Command {
  const program = new Command('goldenpath')
    .description('One typed spec per application: Kubernetes manifests and cloud infrastructure that agree.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({ writeOut: context.stdout, writeErr: context.stderr })
    .addHelpText('after', '\nStart with:\n  goldenpath validate      is every spec right?\n  goldenpath synth         make manifests and stacks of all of them\n  goldenpath explain APP   what was made of one, and why');
  const add = <Flags>(command: Command, action: (flags: Flags, context: CommandContext) => Promise<ExitCode>) =>
    program.addCommand(command.exitOverride().action(async (flags: Flags) => onExit(await action(flags, context))));

  add(
    fleetCommand('validate', 'Check every spec and the platform file; print every mistake, with its line.').addOption(names('--only', 'only these applications')),
    validate,
  );
  add(
    fleetCommand('synth', 'Make the Kubernetes manifests and the Terraform stacks of the fleet.')
      .option('--out <dir>', 'folder for all output: DIR/gitops and DIR/cdktf.out (default: dist/gitops and cdktf.out)')
      .addOption(names('--only', 'only these applications'))
      .addOption(names('--env', 'only these environments'))
      .option('--check', 'write nothing; exit with 1 if what is there differs')
      .addOption(new Option('--plane <plane>', 'one plane alone').choices(['manifests', 'infra']))
      .option('--quiet', 'print no summary'),
    synth,
  );
  return program;
}

function fleetCommand(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .option('--apps <dir>', 'folder with one folder per application (default: apps, beside the platform file)')
    .option('--platform <file>', 'the platform file (default: platform.yaml)')
    .option('--data-only', 'refuse app.ts and platform.ts: run nobody’s code')
    .option('--json', 'print JSON for programs')
    .helpOption('-h, --help', 'print this help');
}

/** A flag that takes several names: `--only a b`, `--only a,b` or `--only a --only b`. */
function names(flag: string, description: string): Option {
  return new Option(`${flag} <name...>`, description).argParser((value: string, before: readonly string[] | undefined) => [
    ...(before ?? []),
    ...value.split(',').filter((name) => name !== ''),
  ]);
}
