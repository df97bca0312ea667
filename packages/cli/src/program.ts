import { Command } from 'commander';
import { version } from '../package.json';
import type { CommandContext, ExitCode } from './command';
import { affectedCommand } from './commands/affected/flags';
import { bootstrapCommand } from './commands/bootstrap/flags';
import { backstageCommand } from './commands/backstage/flags';
import { catalogCommand } from './commands/catalog/flags';
import { codeownersCommand } from './commands/codeowners/flags';
import { completeCommand, completionCommand } from './commands/completion/flags';
import { createCommand } from './commands/create/flags';
import { changingCommand, deployCommand, planCommand } from './commands/deploy/flags';
import { devCommand } from './commands/dev/flags';
import { doctorCommand } from './commands/doctor/flags';
import { driftCommand } from './commands/drift/flags';
import { explainCommand } from './commands/explain/flags';
import { graphCommand } from './commands/graph/flags';
import { importCommand } from './commands/import/flags';
import { listCommand } from './commands/list/flags';
import { lockCommand } from './commands/lock/flags';
import { previewCommand } from './commands/preview/flags';
import { publishCommand } from './commands/publish/flags';
import { type Bind, type LoadCommand, releaseCommand } from './commands/release/program';
import { rdsCommand } from './commands/rds/flags';
import { reviewCommand } from './commands/review/flags';
import { scaffoldCommand } from './commands/scaffold/flags';
import { schemaCommand } from './commands/schema/flags';
import { upgradeCommand } from './commands/upgrade/flags';
import { versionFileCommand } from './commands/version-file/flags';
import { workflowsCommand } from './commands/workflows/flags';
import { snapshotCommand } from './commands/snapshot/flags';
import { sealCommand } from './commands/seal/flags';
import { simulateCommand } from './commands/simulate/flags';
import { synthCommand } from './commands/synth/flags';
import { validateCommand } from './commands/validate/flags';

/** Receives the exit code of the command that ran. */
export type ExitCodeListener = (code: ExitCode) => void;

const FIRST_STEPS = `
Start with:
  goldenpath init                create a fleet in an empty folder
  goldenpath new                 add an application
  goldenpath import PATH         add what a compose file or manifests describe
  goldenpath validate            check every spec
  goldenpath synth               generate the manifests and Terraform stacks
  goldenpath scaffold APP        write the repository of an application
  goldenpath dev APP             run an application on this machine
  goldenpath explain APP         show the resolved settings of an application
  goldenpath deploy --simulate   apply the stacks in a simulated cloud`;

/** Options of {@link buildProgram}. */
export interface ProgramOptions {
  /**
   * The command to build. Its flags take as long to build as a run without changes spends on reading specs.
   *
   * @default all, also if there is no such command
   */
  readonly only?: string;
  /** Whether mistakes in the command line are printed. @default true */
  readonly printsErrors?: boolean;
}

/** Builds the command line: every command with its flags and help. */
export async function buildProgram(
  context: CommandContext,
  onExit: ExitCodeListener,
  { only = '', printsErrors = true }: ProgramOptions = {},
): Promise<Command> {
  const program = programWithoutCommands(context, printsErrors);
  const bind: Bind = (command, load) =>
    command.action(async (...given: unknown[]) => {
      const run = await load();
      // Commander adds the command itself as the last argument.
      onExit(await run(...(given.slice(0, -1) as unknown as Parameters<typeof run>), context));
    });
  const commands = commandsOf(program, bind);
  const names = Object.hasOwn(commands, only) ? [only] : Object.keys(commands);
  for (const name of names) await commands[name]?.();
  for (const command of withAllBelow(program)) command.exitOverride().copyInheritedSettings(program);
  return program;
}

/** What adds a command, by its name. */
type Commands = Readonly<Record<string, () => void | Promise<void>>>;

/** Registers a command with what loads its implementation. */
type Add = <Arguments extends readonly unknown[]>(
  command: Command,
  load: LoadCommand<Arguments>,
  visibility?: { readonly hidden?: boolean },
) => void;

/** In the order of the help. */
function commandsOf(program: Command, bind: Bind): Commands {
  const add: Add = (command, load, visibility = {}) => void program.addCommand(bind(command, load), visibility);
  return { ...commandsOfFleet(add), ...commandsOfChanges(program, bind, add), ...commandsOfSpecs(program, add) };
}

/** What writes something, here or in the cloud. */
function commandsOfFleet(add: Add): Commands {
  return {
    init: async () => {
      const { initCommand } = await import('./commands/init/flags.js');
      add(initCommand(), async () => (await import('./commands/init/run.js')).init);
    },
    validate: () => add(validateCommand(), async () => (await import('./commands/validate/run.js')).validate),
    synth: () => add(synthCommand(), async () => (await import('./commands/synth/run.js')).synth),
    snapshot: () => add(snapshotCommand(), async () => (await import('./commands/snapshot/run.js')).snapshot),
    backstage: () => add(backstageCommand(), async () => (await import('./commands/backstage/run.js')).backstage),
    catalog: () => add(catalogCommand(), async () => (await import('./commands/catalog/run.js')).catalog),
    scaffold: () => add(scaffoldCommand(), async () => (await import('./commands/scaffold/run.js')).scaffold),
    dev: () => add(devCommand(), async () => (await import('./commands/dev/run.js')).dev),
    create: () => add(createCommand(), async () => (await import('./commands/create/run.js')).create),
    upgrade: () => add(upgradeCommand(), async () => (await import('./commands/upgrade/run.js')).upgrade),
    plan: () => add(planCommand(), async () => (await import('./commands/deploy/run.js')).plan),
    deploy: () => add(deployCommand(), async () => (await import('./commands/deploy/run.js')).deploy),
    destroy: () =>
      add(
        changingCommand('destroy', 'Destroy the stacks in reverse dependency order. Protected resources stay.'),
        async () => (await import('./commands/deploy/run.js')).destroy,
      ),
    lock: () => add(lockCommand(), async () => (await import('./commands/lock/run.js')).lock),
    bootstrap: () => add(bootstrapCommand(), async () => (await import('./commands/bootstrap/run.js')).bootstrap),
    doctor: () => add(doctorCommand(), async () => (await import('./commands/doctor/run.js')).doctor),
  };
}

/** What is about one change, and about what runs. */
function commandsOfChanges(program: Command, bind: Bind, add: Add): Commands {
  return {
    affected: () => add(affectedCommand(), async () => (await import('./commands/affected/run.js')).affected),
    drift: () => add(driftCommand(), async () => (await import('./commands/drift/run.js')).drift),
    workflows: () => add(workflowsCommand(), async () => (await import('./commands/workflows/run.js')).workflows),
    codeowners: () => add(codeownersCommand(), async () => (await import('./commands/codeowners/run.js')).codeowners),
    review: () => add(reviewCommand(), async () => (await import('./commands/review/run.js')).review),
    publish: () => add(publishCommand(), async () => (await import('./commands/publish/run.js')).publish),
    release: () => void program.addCommand(releaseCommand(bind)),
    rds: () => void program.addCommand(rdsCommand(bind)),
    preview: () => void program.addCommand(previewCommand(bind)),
    simulate: () => add(simulateCommand(), async () => (await import('./commands/simulate/run.js')).simulate),
    seal: () => add(sealCommand(), async () => (await import('./commands/seal/run.js')).seal),
  };
}

/** What shows and adds specs. */
function commandsOfSpecs(program: Command, add: Add): Commands {
  return {
    list: () => add(listCommand(), async () => (await import('./commands/list/run.js')).list),
    explain: () => add(explainCommand(), async () => (await import('./commands/explain/run.js')).explain),
    graph: () => add(graphCommand(), async () => (await import('./commands/graph/run.js')).graph),
    schema: () => add(schemaCommand(), async () => (await import('./commands/schema/run.js')).schema),
    new: async () =>
      add(
        (await import('./commands/new/flags.js')).newCommand(),
        async () => (await import('./commands/new/run.js')).createNew,
      ),
    import: () => add(importCommand(), async () => (await import('./commands/import/run.js')).importApps),
    completion: () => add(completionCommand(), async () => (await import('./commands/completion/run.js')).completion),
    __complete: () => add(completeCommand(), () => loadCompleteWords(program), { hidden: true }),
    __side: () =>
      add(versionFileCommand(), async () => (await import('./commands/version-file/run.js')).versionFile, {
        hidden: true,
      }),
  };
}

/** Loads what completes words of the command line. */
async function loadCompleteWords(program: Command) {
  const { completeWords } = await import('./commands/completion/run.js');
  return (words: readonly string[], _flags: unknown, given: CommandContext) => completeWords(program, words, given);
}

/** Builds the program without commands: version, help and output streams. */
function programWithoutCommands(context: CommandContext, printsErrors: boolean): Command {
  return (
    new Command('goldenpath')
      .description('One typed spec per application: Kubernetes manifests and cloud infrastructure that agree.')
      .version(version, '-V, --version', 'print the version')
      .helpOption('-h, --help', 'print this help')
      .helpCommand('help [command]', 'print the help of a command')
      // Arguments after the command of `simulate` belong to that command.
      .enablePositionalOptions()
      .showSuggestionAfterError()
      .configureOutput({
        writeOut: context.stdout,
        writeErr: context.stderr,
        ...(!printsErrors && { outputError: () => undefined }),
      })
      .addHelpText('after', FIRST_STEPS)
  );
}

function withAllBelow(command: Command): Command[] {
  return [command, ...command.commands.flatMap(withAllBelow)];
}
