// `pnpm test` in this folder: builds everything, and runs the tests against a real scaffolder backend and in a browser.
import { program, run } from './run.mjs';

run('scripts/build.mjs');
run(program('typescript/bin/tsc'), '--noEmit');
run(program('vitest/vitest.mjs'), 'run', ...process.argv.slice(2));
