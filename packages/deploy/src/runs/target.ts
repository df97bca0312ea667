import { closeSync, openSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { makeFolders, writeFileAtomically } from '@goldenpath/output';
import type { Environment } from '../engine/engine';
import { asWorkFolderError } from '../errors';
import { LOCK_FILE } from '../locks/lock-file';
import type { Stack } from '../stacks/stack';

/** Where stacks run and where their states are: a real or a simulated cloud. */
export interface DeployTarget {
  /** Whether the cloud is simulated. Every summary says so. */
  readonly simulated: boolean;
  /** The environment of the engine. */
  readonly env: Environment;
  /** Creates the folder that a stack runs in, and returns its path. */
  readonly prepare: (stack: Stack) => string;
  /** The lock file of each stack by name. Providers with other hashes are refused then. @default providers are not locked */
  readonly locks?: ReadonlyMap<string, string>;
}

/**
 * Returns the real cloud: each stack runs in its synthesised folder, with its own backend.
 *
 * @param locks - The lock file of each stack by name. @default providers are not locked
 */
export function realTarget(env: Environment, locks?: ReadonlyMap<string, string>): DeployTarget {
  return { simulated: false, env, prepare: ({ folder }) => folder, ...(locks !== undefined && { locks }) };
}

/** Writes the lock file of a stack into the folder that it runs in, if the target has one. */
export function writeLock({ locks }: DeployTarget, { name }: Stack, folder: string): void {
  const lock = locks?.get(name);
  if (lock === undefined) return;
  try {
    writeFileAtomically(join(folder, LOCK_FILE), lock);
  } catch (error) {
    throw asWorkFolderError(error, folder);
  }
}

/**
 * Returns a simulated cloud: each stack runs in its own folder below `folder`, with its state in a file there. Its real folder and backend
 * are not touched.
 *
 * @param env - The whole environment of the engine, including the variables that point it to the simulated cloud.
 */
export function simulatedTarget(folder: string, env: Environment): DeployTarget {
  return { simulated: true, env, prepare: (stack) => prepareSimulated(stack, folder) };
}

/** Returns the path of a stack's state in a simulated cloud. */
export function simulatedStateFile(folder: string, stack: string): string {
  return join(folder, 'states', `${stack}.tfstate`);
}

/**
 * Creates an empty state for a stack in a simulated cloud, if it has none.
 *
 * Terraform locks the state file, and removes a file that it created and did not fill. Two runs could then each lock a different file with
 * the same name.
 */
export function makeSimulatedState(folder: string, stack: string): void {
  makeFolders(join(folder, 'states'));
  closeSync(openSync(simulatedStateFile(folder, stack), 'a'));
}

/** The file that sets the backend of a stack in a simulated cloud. Terraform merges it over the stack's own file. */
export const BACKEND_OVERRIDE = 'simulated_override.tf.json';

/** Returns the content of {@link BACKEND_OVERRIDE} for a stack that runs in the folder `at`. */
export function backendOverride(folder: string, stack: string, at: string): string {
  const path = relative(at, simulatedStateFile(folder, stack)).replaceAll('\\', '/');
  return `${JSON.stringify({ terraform: { backend: { local: { path } } } }, null, 2)}\n`;
}

function prepareSimulated(stack: Stack, folder: string): string {
  const at = join(folder, 'stacks', stack.name);
  try {
    makeSimulatedState(folder, stack.name);
    // Another run may be reading these files.
    writeFileAtomically(join(at, 'cdk.tf.json'), readFileSync(stack.file));
    writeFileAtomically(join(at, BACKEND_OVERRIDE), backendOverride(folder, stack.name, at));
    return at;
  } catch (error) {
    throw asWorkFolderError(error, at);
  }
}
