// `pnpm test` in this folder: builds the packages and plugins, and runs the tests against a real scaffolder backend.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const portal = dirname(dirname(fileURLToPath(import.meta.url)));
const program = (name) => join(portal, 'node_modules', name);

run('../scripts/build.mjs');
run(program('typescript/bin/tsc'), '--build', 'packages/github-server', 'plugins/scaffolder-backend-module');
run(program('typescript/bin/tsc'), '--noEmit');
run(program('vitest/vitest.mjs'), 'run', ...process.argv.slice(2));

/** Runs a program of Node.js in this folder, and ends with its exit code if it fails. */
function run(...words) {
  const { status } = spawnSync(process.execPath, words, { cwd: portal, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
