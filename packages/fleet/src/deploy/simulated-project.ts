import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { BACKEND_OVERRIDE, backendOverride, type Environment, readStacks } from '@goldenpath/deploy';
import type { FleetSource } from '@goldenpath/spec';
import { SIMULATED_WORLD } from './simulated-variable';

/**
 * Makes the folder of a simulated world a project of CDKTF: with a `cdktf.json` of its own, its output is apart from the
 * real one, and so is all that Terraform keeps there.
 *
 * @param command - Starts the command line of this package.
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
  fs.mkdirSync(path.join(folder, 'states'), { recursive: true });
  fs.writeFileSync(path.join(folder, 'cdktf.json'), `${JSON.stringify(project, null, 2)}\n`);
}

/**
 * Puts the states of stacks that were just synthesised into the simulated world that the environment names. Stacks that
 * are not in its folder are real, whatever the environment says, and stay as they are.
 */
export function moveIntoSimulatedWorld(root: string, env: Environment): void {
  const folder = env[SIMULATED_WORLD];
  if (folder === undefined || path.relative(folder, root).startsWith('..')) return;
  for (const stack of readStacks(root))
    fs.writeFileSync(path.join(stack.folder, BACKEND_OVERRIDE), backendOverride(folder, stack.name, stack.folder));
}

/** A word of a command line, which CDKTF gives to a shell. */
function quoted(word: string): string {
  if (/^[\w./@:+-]+$/.test(word)) return word;
  return os.platform() === 'win32' ? `"${word}"` : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
