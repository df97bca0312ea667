import { build } from './build.mjs';
import { runCompiled } from './command.mjs';
import { install } from './install.mjs';
import { localDatabases } from './local-databases.mjs';
import { localService } from './local-service.mjs';
import { orExplain } from './setup-error.mjs';
import { runGoldenpath, simulatedDeploy } from './simulated-deploy.mjs';
import { root } from './workspace.mjs';

/** The environment of the example fleet whose databases are provisioned. */
const ENVIRONMENT = 'dev';

/**
 * Sets up the workspace, synthesises its fleet, deploys it to the simulated cloud, provisions its databases on an embedded PostgreSQL
 * server, and shows its first service. With arguments, it only runs `goldenpath synth` with them.
 */
export async function start(args) {
  process.chdir(root);
  if (!(await orExplain(ready))) return;
  if (args.length > 0) runCompiled(['synth', ...args]);
  else
    process.exitCode =
      (await runGoldenpath(['synth'])) ||
      (await simulatedDeploy()) ||
      (await localDatabases(ENVIRONMENT)) ||
      (await localService());
}

/** Installs and builds what is missing. Returns true when done. */
export async function ready() {
  await install();
  await build();
  return true;
}
