import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { orExplain } from './setup-error.mjs';
import { ready } from './start.mjs';
import { root } from './workspace.mjs';

/** Exhaustive tests take as long as all others together. `.ci/run` and `pnpm test:exhaustive` run them. */
const PROJECTS = ['--selectProjects', 'unit', 'slow'];

/**
 * Sets up the workspace and runs the unit and slow tests with these Jest arguments, which can select other projects. Exits with Jest's exit
 * code.
 */
export async function test(args) {
  if (!(await orExplain(ready))) return;
  const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  spawn(process.execPath, [jest, ...(args.includes('--selectProjects') ? args : [...PROJECTS, ...args])], {
    cwd: root,
    stdio: 'inherit',
  }).on('close', (code) => {
    process.exitCode = code ?? 1;
  });
}
