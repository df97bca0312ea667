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
import { initCommand } from './commands/init/flags';
import { listCommand } from './commands/list/flags';
import { lockCommand } from './commands/lock/flags';
import { newCommand } from './commands/new/flags';
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

/** Builds the command line: every command with its flags and help. */
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

  add(initCommand(), async () => (await import('./commands/init/run.js')).init);
  add(validateCommand(), async () => (await import('./commands/validate/run.js')).validate);
  add(synthCommand(), async () => (await import('./commands/synth/run.js')).synth);
  add(snapshotCommand(), async () => (await import('./commands/snapshot/run.js')).snapshot);
  add(backstageCommand(), async () => (await import('./commands/backstage/run.js')).backstage);
  add(catalogCommand(), async () => (await import('./commands/catalog/run.js')).catalog);
  add(scaffoldCommand(), async () => (await import('./commands/scaffold/run.js')).scaffold);
  add(devCommand(), async () => (await import('./commands/dev/run.js')).dev);
  add(createCommand(), async () => (await import('./commands/create/run.js')).create);
  add(upgradeCommand(), async () => (await import('./commands/upgrade/run.js')).upgrade);
  add(planCommand(), async () => (await import('./commands/deploy/run.js')).plan);
  add(deployCommand(), async () => (await import('./commands/deploy/run.js')).deploy);
  add(
    changingCommand('destroy', 'Destroy the stacks in reverse dependency order. Protected resources stay.'),
    async () => (await import('./commands/deploy/run.js')).destroy,
  );
  add(lockCommand(), async () => (await import('./commands/lock/run.js')).lock);
  add(bootstrapCommand(), async () => (await import('./commands/bootstrap/run.js')).bootstrap);
  add(doctorCommand(), async () => (await import('./commands/doctor/run.js')).doctor);
  add(affectedCommand(), async () => (await import('./commands/affected/run.js')).affected);
  add(driftCommand(), async () => (await import('./commands/drift/run.js')).drift);
  add(workflowsCommand(), async () => (await import('./commands/workflows/run.js')).workflows);
  add(codeownersCommand(), async () => (await import('./commands/codeowners/run.js')).codeowners);
  add(reviewCommand(), async () => (await import('./commands/review/run.js')).review);
  add(publishCommand(), async () => (await import('./commands/publish/run.js')).publish);
  program.addCommand(releaseCommand(bind));
  program.addCommand(rdsCommand(bind));
  program.addCommand(previewCommand(bind));
  add(simulateCommand(), async () => (await import('./commands/simulate/run.js')).simulate);
  add(sealCommand(), async () => (await import('./commands/seal/run.js')).seal);
  add(listCommand(), async () => (await import('./commands/list/run.js')).list);
  add(explainCommand(), async () => (await import('./commands/explain/run.js')).explain);
  add(graphCommand(), async () => (await import('./commands/graph/run.js')).graph);
  add(schemaCommand(), async () => (await import('./commands/schema/run.js')).schema);
  add(newCommand(), async () => (await import('./commands/new/run.js')).createNew);
  add(importCommand(), async () => (await import('./commands/import/run.js')).importApps);
  add(completionCommand(), async () => (await import('./commands/completion/run.js')).completion);
  add(completeCommand(), () => loadCompleteWords(program), { hidden: true });
  add(versionFileCommand(), async () => (await import('./commands/version-file/run.js')).versionFile, {
    hidden: true,
  });
  for (const command of withAllBelow(program)) command.exitOverride().copyInheritedSettings(program);
  return program;
}

/** Loads what completes words of the command line. */
async function loadCompleteWords(program: Command) {
  const { completeWords } = await import('./commands/completion/run.js');
  return (words: readonly string[], _flags: unknown, given: CommandContext) => completeWords(program, words, given);
}

/** Builds the program without commands: version, help and output streams. */
function programWithoutCommands(context: CommandContext): Command {
  return (
    new Command('goldenpath')
      .description('One typed spec per application: Kubernetes manifests and cloud infrastructure that agree.')
      .version(version, '-V, --version', 'print the version')
      .helpOption('-h, --help', 'print this help')
      .helpCommand('help [command]', 'print the help of a command')
      // Arguments after the command of `simulate` belong to that command.
      .enablePositionalOptions()
      .showSuggestionAfterError()
      .configureOutput({ writeOut: context.stdout, writeErr: context.stderr })
      .addHelpText('after', FIRST_STEPS)
  );
}

function withAllBelow(command: Command): Command[] {
  return [command, ...command.commands.flatMap(withAllBelow)];
}
