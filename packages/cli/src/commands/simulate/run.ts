import * as path from 'node:path';
import { UserError } from '@goldenpath/errors';
import type { SimulatedProject } from '@goldenpath/fleet';
import { startProcess } from '@goldenpath/process';
import type { CommandContext, ExitCode } from '../../command';
import { openCommandFleet } from '../../open-command-fleet';
import { jsonText } from '../../output/json';
import { progressLine } from '../../output/progress';
import type { SimulateFlags } from './flags';
import { resetText } from './render';

const GOLDENPATH = path.join(__dirname, '..', '..', '..', 'bin', 'goldenpath.js');

/** Runs any command against the fleet's simulated cloud, in the folder of that cloud. */
export async function simulate(
  command: readonly string[],
  flags: SimulateFlags,
  context: CommandContext,
): Promise<ExitCode> {
  const [program, ...args] = command;
  if (flags.reset === true) await reset(flags, context);
  if (program === undefined && flags.reset === true) return 0;
  if (program === undefined)
    throw new UserError(
      'There is no command to run.',
      'Put one after `--`, such as `npx cdktf diff STACK --skip-provider-lock`.',
    );
  const progress = progressLine('Synthesising', context);
  const fleet = openCommandFleet(flags, context, {
    onProgress: (event) => (event.kind === 'units' ? progress.update(event.done, event.all) : progress.end()),
  });
  const options = {
    ...(flags.out !== undefined && { out: flags.out }),
    command: [process.execPath, GOLDENPATH],
  };
  const run = (project: SimulatedProject) => {
    progress.end();
    context.stderr(`SIMULATED: none of this is in a real cloud. Runs in ${project.folder}\n`);
    return runToEnd(program, args, project);
  };
  return fleet.simulate(options, run).finally(progress.end);
}

async function reset(flags: SimulateFlags, context: CommandContext): Promise<void> {
  const fleet = openCommandFleet(flags, context);
  const done = await fleet.resetSimulation(flags.out === undefined ? {} : { out: flags.out });
  context.stdout(flags.json === true ? jsonText(done) : resetText(done, context.cwd));
}

/** Waits for the command. It has the terminal, so Ctrl-C reaches it directly. */
function runToEnd(program: string, args: readonly string[], { folder, env }: SimulatedProject): Promise<ExitCode> {
  const child = startProcess(program, args, { cwd: folder, env, stdio: 'inherit', ownGroup: false });
  const wait = () => undefined;
  const passOn = () => void child.kill('SIGTERM');
  process.on('SIGINT', wait);
  process.on('SIGTERM', passOn);
  return new Promise<ExitCode>((resolve, reject) => {
    child.on('error', (error) =>
      reject(new UserError(`${program} could not be started (${error.message}).`, 'Check its name and the PATH.')),
    );
    child.on('close', (code) => resolve(code === 0 ? 0 : 1));
  }).finally(() => {
    process.off('SIGINT', wait);
    process.off('SIGTERM', passOn);
  });
}
