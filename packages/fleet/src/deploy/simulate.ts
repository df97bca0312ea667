import * as path from 'node:path';
import type { Environment, FleetContext } from '../context';
import { engineFor } from './engine';
import { selectStacks } from './select-stacks';
import { emptyAccount } from './simulated-account';
import { startSimulatedCloud } from './simulated-cloud';
import { writeSimulatedProject } from './simulated-project';
import { simulatedFolderIn } from './simulated-folder';
import { SIMULATED_FOLDER } from './simulated-variable';
import { claimForPlatform, simulatedEnvironment } from './simulated-target';

export interface SimulateOptions {
  /** The folder of the simulated cloud. @default `dist`, beside the platform file */
  readonly out?: string;
  /** Starts the command line of goldenpath: the project of CDKTF that is kept there runs it. @default `npx goldenpath` */
  readonly command?: readonly string[];
}

/** The folder and the environment in which a program works with the simulated cloud. */
export interface SimulatedProject {
  /** A project of CDKTF. */
  readonly folder: string;
  readonly env: Environment;
}

/** What `resetSimulation` did. */
export interface SimulationReset {
  /** The folder of the simulated cloud. */
  readonly folder: string;
  /** Whether there was a simulated cloud. */
  readonly removed: boolean;
}

/** Empties the simulated cloud of the fleet: its account and its states. The fleet need not be valid. */
export async function resetSimulation(
  context: FleetContext,
  { out }: Pick<SimulateOptions, 'out'> = {},
): Promise<SimulationReset> {
  const folder = folderOf(context, out);
  return { folder, removed: await emptyAccount(folder) };
}

function folderOf({ source, cwd }: FleetContext, out: string | undefined): string {
  const base = out === undefined ? path.dirname(source.platformFile) : path.resolve(cwd, out);
  return simulatedFolderIn(base, out !== undefined);
}

/** Runs `work` while the simulated cloud of the fleet is open. */
export async function simulate<T>(
  context: FleetContext,
  { out, command = ['npx', 'goldenpath'] }: SimulateOptions,
  work: (project: SimulatedProject) => Promise<T>,
): Promise<T> {
  const { source, env, onProgress } = context;
  const engine = await engineFor(context);
  const folder = folderOf(context, out);
  const { facts, stacks } = await selectStacks(context, { out: folder });
  await claimForPlatform(folder, facts, onProgress);
  // All types of all providers take a minute to serve; those of the fleet's stacks take no time.
  const cloud = await startSimulatedCloud({ folder, facts, stacks, env });
  try {
    writeSimulatedProject(folder, source, command);
    return await work({
      folder,
      env: {
        ...simulatedEnvironment(env, cloud.environment),
        [SIMULATED_FOLDER]: folder,
        // The program that CDKTF's command line runs, and no requests of both to the internet.
        TERRAFORM_BINARY_NAME: engine.program,
        CHECKPOINT_DISABLE: '1',
        DISABLE_VERSION_CHECK: '1',
      },
    });
  } finally {
    await cloud.stop();
  }
}
