import * as path from 'node:path';
import type { Environment, FleetContext } from '../context';
import { removeServersBeside } from '../rds/local-folder';
import { engineFor } from './engine';
import { selectStacks } from './select-stacks';
import { emptyAccount } from './simulated-account';
import { startSimulatedCloud } from './simulated-cloud';
import { writeSimulatedProject } from './simulated-project';
import { simulatedFolderIn } from './simulated-folder';
import { SIMULATED_FOLDER } from './simulated-variable';
import { claimForPlatform, simulatedEnvironment } from './simulated-target';

export interface SimulateOptions {
  /** The folder of the simulated cloud. @default `dist` next to the platform file */
  readonly out?: string;
  /** The command line of goldenpath, which the CDKTF project in that folder runs. @default `npx goldenpath` */
  readonly command?: readonly string[];
}

/** The folder and environment of a program that uses the simulated cloud. */
export interface SimulatedProject {
  /** A CDKTF project. */
  readonly folder: string;
  readonly env: Environment;
}

/** The result of `resetSimulation`. */
export interface SimulationReset {
  /** The folder of the simulated cloud. */
  readonly folder: string;
  /** Whether a simulated cloud existed. */
  readonly removed: boolean;
  /** Identifiers of the embedded PostgreSQL servers that were removed with their databases and secrets, sorted. */
  readonly servers: readonly string[];
}

/**
 * Empties the fleet's simulated cloud: its account, its states, and the embedded PostgreSQL servers with their secrets. The fleet need not
 * be valid.
 *
 * @throws UserError where another command uses one of the servers for two minutes.
 */
export async function resetSimulation(
  context: FleetContext,
  { out }: Pick<SimulateOptions, 'out'> = {},
): Promise<SimulationReset> {
  const folder = folderOf(context, out);
  const servers = await removeServersBeside(folder);
  return { folder, removed: await emptyAccount(folder), servers };
}

function folderOf({ source, cwd }: FleetContext, out: string | undefined): string {
  const base = out === undefined ? path.dirname(source.platformFile) : path.resolve(cwd, out);
  return simulatedFolderIn(base, out !== undefined);
}

/** Runs `work` while the fleet's simulated cloud is open. */
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
  // Serving all types of all providers takes a minute, so only the types of the fleet's stacks are served.
  const cloud = await startSimulatedCloud({ folder, facts, stacks, env });
  try {
    writeSimulatedProject(folder, source, command);
    return await work({
      folder,
      env: {
        ...simulatedEnvironment(env, cloud.environment),
        [SIMULATED_FOLDER]: folder,
        // The program for CDKTF's command line. Update checks of both are disabled.
        TERRAFORM_BINARY_NAME: engine.program,
        CHECKPOINT_DISABLE: '1',
        DISABLE_VERSION_CHECK: '1',
      },
    });
  } finally {
    await cloud.stop();
  }
}
