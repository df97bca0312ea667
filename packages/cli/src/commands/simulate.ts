import { spawn } from 'node:child_process';
import * as path from 'node:path';
import { SIMULATED_WORLD, UsageError, fleetSource } from '@goldenpath/fleet';
import type { CommandContext, ExitCode, FleetFlags } from '../command';
import { fleetContext } from '../fleet-context';
import { progressLine } from '../output/progress';

const COMMAND = path.join(__dirname, '..', '..', 'bin', 'goldenpath.js');

export interface SimulateFlags extends FleetFlags {
  readonly out?: string;
}

/** Runs any command in the simulated world of the fleet, in the folder where that world is kept. */
export async function simulate(
  command: readonly string[],
  flags: SimulateFlags,
  context: CommandContext,
): Promise<ExitCode> {
  const [program, ...args] = command;
  if (program === undefined)
    throw new UsageError('There is no command to run.', 'Put one after `--`, such as `npx cdktf diff`.');
  // Loaded when they are needed: most commands simulate nothing.
  const {
    engineFor,
    selectStacks,
    simulatedEnvironment,
    simulatedFolderIn,
    startSimulatedCloud,
    writeSimulatedProject,
  } = await import('@goldenpath/fleet');
  const source = fleetSource(flags, context);
  const engine = await engineFor(fleetContext(context));
  const base = flags.out === undefined ? path.dirname(source.platformFile) : path.resolve(context.cwd, flags.out);
  const folder = simulatedFolderIn(base, flags.out !== undefined);
  const progress = progressLine('Synthesising', context);
  const options = { ...flags, out: folder };
  const { facts, stacks } = await selectStacks(options, fleetContext(context, progress)).finally(progress.end);
  // All types of all providers would take a minute; what the fleet's stacks use takes no time.
  const cloud = await startSimulatedCloud({ folder, facts, stacks, env: context.env });
  try {
    writeSimulatedProject(folder, source, [process.execPath, COMMAND]);
    context.stderr(`SIMULATED: none of this is in a real cloud. Runs in ${folder}\n`);
    const env = {
      ...simulatedEnvironment(context.env, cloud.environment),
      [SIMULATED_WORLD]: folder,
      // What CDKTF's command line runs, and keeps from asking the internet for.
      TERRAFORM_BINARY_NAME: engine.program,
      CHECKPOINT_DISABLE: '1',
      DISABLE_VERSION_CHECK: '1',
    };
    return await runToEnd(program, args, folder, env);
  } finally {
    await cloud.stop();
  }
}

/** The command has the terminal, so a Ctrl-C reaches it by itself; it only has to be waited for. */
function runToEnd(program: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<ExitCode> {
  const child = spawn(program, [...args], { cwd, env, stdio: 'inherit' });
  const wait = () => undefined;
  const passOn = () => void child.kill('SIGTERM');
  process.on('SIGINT', wait);
  process.on('SIGTERM', passOn);
  return new Promise<ExitCode>((resolve, reject) => {
    child.on('error', (error) =>
      reject(new UsageError(`${program} could not be started (${error.message}).`, 'Check its name and the PATH.')),
    );
    child.on('close', (code) => resolve(code === 0 ? 0 : 1));
  }).finally(() => {
    process.off('SIGINT', wait);
    process.off('SIGTERM', passOn);
  });
}
