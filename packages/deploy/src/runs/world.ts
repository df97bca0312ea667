import { copyFileSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Environment } from '../engine/engine';
import { asWorkFolderError } from '../errors';
import type { Stack } from '../stacks/stack';

/** Where stacks are run: what is planned and applied there, and where their states are. */
export interface World {
  /** Whether nothing of it is real. Every summary says so. */
  readonly simulated: boolean;
  /** The environment of the engine. */
  readonly env: Environment;
  /** Makes the folder that a stack is run in, and gives back its path. */
  readonly prepare: (stack: Stack) => string;
}

/** The real world: each stack runs where it was synthesised, against the backend that it names. */
export function realWorld(env: Environment): World {
  return { simulated: false, env, prepare: ({ folder }) => folder };
}

/**
 * A world apart: each stack runs in a folder of its own below `folder`, with its state in a file there. The stack's own
 * folder, its backend and what the engine keeps there are never touched.
 *
 * @param env - The whole environment of the engine, with what leads it to the simulated cloud.
 */
export function simulatedWorld(folder: string, env: Environment): World {
  return { simulated: true, env, prepare: (stack) => prepareSimulated(stack, folder) };
}

/** The file with the state of a stack in a simulated world. */
export function simulatedStateFile(folder: string, stack: string): string {
  return join(folder, 'states', `${stack}.tfstate`);
}

/** The name of the file that puts a stack's state into the simulated world; Terraform merges it over the stack's own. */
export const BACKEND_OVERRIDE = 'simulated_override.tf.json';

/** The text of {@link BACKEND_OVERRIDE} for a stack that runs in `at`. */
export function backendOverride(folder: string, stack: string, at: string): string {
  const path = relative(at, simulatedStateFile(folder, stack)).replaceAll('\\', '/');
  return `${JSON.stringify({ terraform: { backend: { local: { path } } } }, null, 2)}\n`;
}

function prepareSimulated(stack: Stack, folder: string): string {
  const at = join(folder, 'stacks', stack.name);
  try {
    mkdirSync(at, { recursive: true });
    mkdirSync(join(folder, 'states'), { recursive: true });
    const copy = join(at, `.cdk.tf.json.${process.pid}`);
    copyFileSync(stack.file, copy);
    renameSync(copy, join(at, 'cdk.tf.json'));
    writeIfOther(join(at, BACKEND_OVERRIDE), backendOverride(folder, stack.name, at));
    return at;
  } catch (error) {
    throw asWorkFolderError(error, at);
  }
}

/** Another run may be reading it. */
function writeIfOther(file: string, text: string): void {
  if (tryRead(file) === text) return;
  const next = `${file}.${process.pid}`;
  writeFileSync(next, text);
  renameSync(next, file);
}

function tryRead(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // It is written anew, which tells what is wrong where something is.
    return undefined;
  }
}
