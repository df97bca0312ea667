import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from './workspace.mjs';

const command = join(root, 'packages', 'cli');

/**
 * Deploys what was synthesised in the simulated cloud. Where there is no engine, or real credentials are at hand, it says so
 * in one line: everything else is done, so that is no failure.
 */
export async function simulatedDeploy(exitCode) {
  if (exitCode !== 0) return;
  const reason = await whyNot();
  if (reason !== undefined) {
    process.stdout.write(`\nThe simulated deploy was left out. ${reason.replaceAll('\n', ' ')}\n`);
    return;
  }
  process.stdout.write('\n');
  const child = spawn(process.execPath, [join(command, 'bin', 'goldenpath.js'), 'deploy', '--simulate', '--quiet'], {
    cwd: root,
    stdio: 'inherit',
  });
  // A Ctrl-C reaches the child too, and what it says has to be waited for.
  process.on('SIGINT', () => {});
  process.exitCode = await new Promise((resolve) => child.on('close', (code) => resolve(code ?? 1)));
}

async function whyNot() {
  const require = createRequire(join(command, 'package.json'));
  const { engineCacheFolder, findEngine } = require('@goldenpath/deploy');
  const { refuseRealCredentials } = require('@goldenpath/simulator');
  const { env } = process;
  const onFetch = (what) =>
    process.stderr.write(`\nFetching ${what}, because no Terraform or OpenTofu was found here…\n`);
  try {
    refuseRealCredentials(env);
    await findEngine({ env, cache: engineCacheFolder(env), onFetch });
    return undefined;
  } catch (error) {
    if (error.name === 'EngineError' || error.name === 'RealCredentialsError') return error.message;
    throw error;
  }
}
