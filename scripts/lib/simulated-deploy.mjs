import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from './workspace.mjs';

const command = join(root, 'packages', 'cli');

/**
 * Deploys what was synthesised in the simulated cloud, and gives back the exit code. Where there is no engine, or real
 * credentials are at hand, it says so in one line: everything else is done, so that is no failure.
 */
export async function simulatedDeploy() {
  const reason = await whyNot();
  process.stdout.write('\n');
  if (reason === undefined) return runGoldenpath(['deploy', '--simulate', '--quiet']);
  process.stdout.write(`Skipped the simulated deployment. ${reason.replaceAll('\n', ' ')}\n`);
  return 0;
}

/** Runs the compiled command in a process of its own, which has the terminal, and gives back its exit code. */
export async function runGoldenpath(args) {
  const program = join(command, 'bin', 'goldenpath.js');
  const child = spawn(process.execPath, [program, ...args], { cwd: root, stdio: 'inherit' });
  // A Ctrl-C reaches the child too, and what it says has to be waited for.
  const wait = () => {};
  process.on('SIGINT', wait);
  try {
    return await new Promise((resolve) => child.on('close', (code) => resolve(code ?? 1)));
  } finally {
    process.off('SIGINT', wait);
  }
}

async function whyNot() {
  const require = createRequire(join(command, 'package.json'));
  const { engineCacheFolder, findEngine } = require('@goldenpath/deploy');
  const { refuseRealCredentials } = require('@goldenpath/simulator');
  const { env } = process;
  const onFetch = (what) => process.stderr.write(`\nDownloading ${what}: found no Terraform or OpenTofu…\n`);
  try {
    refuseRealCredentials(env);
    await findEngine({ env, cache: engineCacheFolder(env), onFetch });
    return undefined;
  } catch (error) {
    if (error.name === 'EngineError' || error.name === 'RealCredentialsError') return error.message;
    throw error;
  }
}
