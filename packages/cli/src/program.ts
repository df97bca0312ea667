import { Argument, Command, Option } from 'commander';
import { version } from '../package.json';
import { affectedCommand } from './affected/flags';
import type { CommandContext, ExitCode } from './command';
import { SHELLS } from './completion/scripts';
import { changingCommand, terraformCommand } from './deploy/flags';
import { fleetCommand, names } from './flags';
import { newOptions } from './new/options';
import { publishCommand } from './publish/flags';
import { type Bind, type LoadCommand, releaseCommand } from './release/program';
import { reviewCommand } from './review/flags';

/** Takes the exit code of the command that was run. */
export type ExitCodeListener = (code: ExitCode) => void;

const FIRST_STEPS = `
Start with:
  goldenpath validate            is every spec right?
  goldenpath synth               make manifests and stacks of all of them
  goldenpath explain APP         what is made of one, and why
  goldenpath deploy --simulate   run Terraform on the stacks, with no cloud`;

/** The command line: every command, its flags and its help. */
export function buildProgram(context: CommandContext, onExit: ExitCodeListener): Command {
  const program = programWithoutCommands(context);
  const bind: Bind = (command, load) =>
    command.action(async (...given: unknown[]) => {
      const run = await load();
      // Commander adds the command itself as the last argument.
      onExit(await run(...(given.slice(0, -1) as unknown as Parameters<typeof run>), context));
    });

  function add<Arguments extends readonly unknown[]>(
    command: Command,
    load: LoadCommand<Arguments>,
    visibility: { readonly hidden?: boolean } = {},
  ): void {
    program.addCommand(bind(command, load), visibility);
  }

  add(validateCommand(), async () => (await import('./commands/validate.js')).validate);
  add(synthCommand(), async () => (await import('./commands/synth.js')).synth);
  add(
    terraformCommand('plan', 'Show what Terraform would do to the stacks, and do nothing.'),
    async () => (await import('./commands/plan.js')).plan,
  );
  add(
    changingCommand('deploy', 'Bring the cloud to what the stacks say, in the order of their dependencies.'),
    async () => (await import('./commands/deploy.js')).deploy,
  );
  add(
    changingCommand('destroy', 'Destroy the stacks, the last deployed first; what is protected stays.'),
    async () => (await import('./commands/destroy.js')).destroy,
  );
  add(affectedCommand(), async () => (await import('./commands/affected.js')).affected);
  add(driftCommand(), async () => (await import('./commands/drift.js')).drift);
  add(codeownersCommand(), async () => (await import('./commands/codeowners.js')).codeowners);
  add(reviewCommand(), async () => (await import('./commands/review.js')).review);
  add(publishCommand(), async () => (await import('./commands/publish.js')).publish);
  program.addCommand(releaseCommand(bind));
  add(simulateCommand(), async () => (await import('./commands/simulate.js')).simulate);
  add(listCommand(), async () => (await import('./commands/list.js')).list);
  add(explainCommand(), async () => (await import('./commands/explain.js')).explain);
  add(graphCommand(), async () => (await import('./commands/graph.js')).graph);
  add(newCommand(), async () => (await import('./commands/new.js')).createNew);
  add(completionCommand(), async () => (await import('./commands/completion.js')).completion);
  add(
    new Command('__complete').argument('[words...]'),
    async () => {
      const { completeWords } = await import('./commands/completion.js');
      return (words: readonly string[], _flags: unknown, world: CommandContext) => completeWords(program, words, world);
    },
    { hidden: true },
  );
  add(fleetCommand('__side', '').requiredOption('--to <file>'), async () => (await import('./commands/side.js')).side, {
    hidden: true,
  });
  for (const command of withAllBelow(program)) command.exitOverride().copyInheritedSettings(program);
  return program;
}

/** What is there before any command: version, help, and where both are printed. */
function programWithoutCommands(context: CommandContext): Command {
  return (
    new Command('goldenpath')
      .description('One typed spec per application: Kubernetes manifests and cloud infrastructure that agree.')
      .version(version, '-V, --version', 'print the version')
      .helpOption('-h, --help', 'print this help')
      .helpCommand('help [command]', 'print the help of a command')
      // What follows the command of `simulate` is that command's own.
      .enablePositionalOptions()
      .showSuggestionAfterError()
      .configureOutput({ writeOut: context.stdout, writeErr: context.stderr })
      .addHelpText('after', FIRST_STEPS)
  );
}

function withAllBelow(command: Command): Command[] {
  return [command, ...command.commands.flatMap(withAllBelow)];
}

function validateCommand(): Command {
  return fleetCommand(
    'validate',
    'Check every spec and the platform file; print every mistake, with its line.',
  ).addOption(names('--only', 'only the mistakes of these applications, and of those that they use'));
}

function synthCommand(): Command {
  return fleetCommand('synth', 'Make the Kubernetes manifests and the Terraform stacks of the fleet.')
    .option('--out <dir>', 'folder for all output: DIR/gitops and DIR/cdktf.out (default: dist/gitops and cdktf.out)')
    .addOption(names('--only', 'only these applications; the output of others stays as it is'))
    .addOption(names('--env', 'only these environments; the output of others stays as it is'))
    .option(
      '--shard <i/N>',
      'only one of N parts of the fleet, which together are all of it; the first has the platform',
    )
    .option('--check', 'write nothing; exit with 1 if what is there differs')
    .addOption(new Option('--plane <plane>', 'one of the two alone').choices(['manifests', 'infra']))
    .option('--quiet', 'print no summary');
}

function driftCommand(): Command {
  return fleetCommand('drift', 'Tell from plans what was changed in the cloud since it was deployed.')
    .requiredOption('--plan <dir>', 'folder with what `goldenpath plan --json` printed')
    .option('--issues <file>', 'open issues as GitHub lists them: tell what to open, update and close (with --json)');
}

function codeownersCommand(): Command {
  return fleetCommand(
    'codeowners',
    'Write .github/CODEOWNERS: who has to agree to what; and tell who is asked before a deployment.',
  ).option('--check', 'write nothing; exit with 1 if what is there differs');
}

function simulateCommand(): Command {
  return fleetCommand('simulate', 'Run a command in the simulated cloud: goldenpath simulate -- npx cdktf diff.')
    .argument('<command...>', 'the command and its arguments, after --')
    .option('--out <dir>', 'folder with the simulated world (default: dist, beside the platform file)')
    .passThroughOptions();
}

function listCommand(): Command {
  return fleetCommand('list', 'Show the fleet: each application, where it runs, its hosts, its database.')
    .option('--owner <team>', 'only the applications of this team')
    .option('--kind <kind>', 'only the applications of this kind')
    .addOption(names('--env', 'only the applications that run in one of these environments'));
}

function explainCommand(): Command {
  return fleetCommand('explain', 'Show every resolved fact of an application, and where each value came from.')
    .argument('<app>', 'name of the application')
    .addOption(names('--env', 'only what holds in these environments'));
}

function graphCommand(): Command {
  return fleetCommand('graph', 'Draw an application, from its host to its data; without one the fleet, who uses whom.')
    .argument('[app]', 'name of the application')
    .addOption(names('--env', 'only what is in these environments'))
    .addOption(
      new Option('--format <format>', 'a picture, or Mermaid for Markdown').choices(['svg', 'mermaid']).default('svg'),
    );
}

function newCommand(): Command {
  const command = fleetCommand('new', 'Describe a new application: asks on a terminal, or takes flags.');
  for (const option of newOptions()) command.addOption(option);
  return command;
}

function completionCommand(): Command {
  return new Command('completion')
    .description('Print the script that completes goldenpath in your shell.')
    .addArgument(new Argument('<shell>', 'your shell').choices(SHELLS));
}
