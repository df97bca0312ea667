import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { orExplain } from './setup-error.mjs';
import { ready } from './start.mjs';
import { root } from './workspace.mjs';

/** Sets the workspace up and runs jest with these arguments; its exit code becomes ours. */
export async function test(args) {
  if (!(await orExplain(ready))) return;
  const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  spawn(process.execPath, [jest, ...args], { cwd: root, stdio: 'inherit' }).on('close', (code) => {
    process.exitCode = code ?? 1;
  });
}
