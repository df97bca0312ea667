import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from './workspace.mjs';

const command = join(root, 'packages', 'cli');

/**
 * Deploys the synthesised stacks to the simulated cloud and returns the exit code. Without an engine, or with real credentials in the
 * environment, prints one line and succeeds.
 */
export async function simulatedDeploy() {
  const reason = await whyNot();
  process.stdout.write('\n');
  if (reason === undefined) return runGoldenpath(['deploy', '--simulate', '--quiet']);
  process.stdout.write(`Skipped the simulated deployment. ${reason.replaceAll('\n', ' ')}\n`);
  return 0;
}

/** Runs the compiled command in a child process with the terminal, and returns its exit code. */
export async function runGoldenpath(args) {
  const program = join(command, 'bin', 'goldenpath.js');
  const child = spawn(process.execPath, [program, ...args], { cwd: root, stdio: 'inherit' });
  // Ctrl-C also reaches the child. Wait for its output.
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
