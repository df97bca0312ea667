import { createRequire } from 'node:module';
import { join } from 'node:path';
import { runGoldenpath } from './simulated-deploy.mjs';
import { root } from './workspace.mjs';

/**
 * Provisions the databases of an environment on an embedded PostgreSQL server, and shows that each application can log in. Returns the exit
 * code. If the server cannot run on this machine, prints one line and succeeds.
 */
export async function localDatabases(environment) {
  const reason = await whyNot();
  process.stdout.write('\n');
  if (reason === undefined) return runGoldenpath(['rds', 'provision', '--env', environment, '--local']);
  process.stdout.write(`Skipped the databases. ${reason.replaceAll('\n', ' ')}\n`);
  return 0;
}

async function whyNot() {
  const fleet = createRequire(join(root, 'packages', 'fleet', 'package.json'));
  const { checkEmbeddedServer } = fleet('@goldenpath/database');
  try {
    await checkEmbeddedServer();
    return undefined;
  } catch (error) {
    if (error.code === 'embedded-missing') return error.message;
    throw error;
  }
}
