import * as os from 'node:os';
import * as path from 'node:path';
import {
  BACKEND_OVERRIDE,
  backendOverride,
  type Environment,
  makeSimulatedState,
  readStacks,
} from '@goldenpath/deploy';
import { makeFolders, writeFileAtomically } from '@goldenpath/output';
import type { FleetSource } from '@goldenpath/spec';
import { SIMULATED_FOLDER } from './simulated-variable';

/**
 * Turns the folder of a simulated cloud into a CDKTF project with its own `cdktf.json`, so that its output and Terraform's files are
 * separate from the real project.
 *
 * @param command - The command line of this package.
 */
export function writeSimulatedProject(
  folder: string,
  { platformFile, appsFolder, dataOnly }: FleetSource,
  command: readonly string[],
): void {
  const words = [...command, 'synth', '--plane', 'infra', '--quiet', '--platform', platformFile, '--apps', appsFolder];
  const project = {
    language: 'typescript',
    app: [...words, ...(dataOnly ? ['--data-only'] : [])].map(quoted).join(' '),
    projectId: 'simulated',
    sendCrashReports: 'false',
    output: 'cdktf.out',
  };
  makeFolders(path.join(folder, 'states'));
  writeFileAtomically(path.join(folder, 'cdktf.json'), `${JSON.stringify(project, null, 2)}\n`);
}

/**
 * Configures freshly synthesised stacks to keep their states in the simulated cloud that the environment selects. Stacks outside of its
 * folder are real and are not changed.
 */
export function useSimulatedBackends(root: string, env: Environment): void {
  const folder = env[SIMULATED_FOLDER];
  if (folder === undefined || path.relative(folder, root).startsWith('..')) return;
  for (const stack of readStacks(root)) {
    makeSimulatedState(folder, stack.name);
    writeFileAtomically(path.join(stack.folder, BACKEND_OVERRIDE), backendOverride(folder, stack.name, stack.folder));
  }
}

/** Quotes a word of a command line, which CDKTF passes to a shell. */
function quoted(word: string): string {
  if (/^[\w./@:+-]+$/.test(word)) return word;
  return os.platform() === 'win32' ? `"${word}"` : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
