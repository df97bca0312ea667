import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { runProgram } from './run-program.mjs';
import { SetupError } from './setup-error.mjs';
import { root } from './workspace.mjs';

const cli = join(root, 'packages', 'cli');
const program = join(cli, 'bin', 'goldenpath.js');
const recorder = join(root, 'scripts', 'lib', 'record-code.cjs');

const network = (id) => ({
  vpcId: `vpc-${id}`,
  subnetIds: [`subnet-${id}1`, `subnet-${id}2`],
  clientCidrs: ['10.0.0.0/16'],
});

const PLATFORM = {
  organisation: 'example',
  domain: 'example.com',
  aws: { accountId: '123456789012', region: 'eu-west-1' },
  teams: ['team'],
  environments: [
    { name: 'dev', logLevel: 'info', host: '{app}.dev.{domain}', databases: { network: network('0a0b0c0d') } },
    {
      name: 'prod',
      logLevel: 'info',
      host: '{app}.{domain}',
      databases: { network: network('0e0f0a0b') },
      approvers: ['team'],
    },
  ],
  gitops: { layout: 'central', repository: 'gitops' },
  delivery: { workflow: 'example/platform/.github/workflows/build.yml@main' },
  state: { type: 's3', bucket: 'example-state' },
};

/** One application of each kind. V8 notes the functions that a run uses, so these are what most fleets have. */
const SPECS = [
  { kind: 'stateless-app', name: 'web', port: 8080, env: { LEVEL: 'info' }, uses: ['orders'] },
  { kind: 'stateful-app', name: 'search', port: 8080, storage: { size: '1Gi', mountPath: '/data' } },
  { kind: 'backend-app-rds', name: 'orders', database: { name: 'orders', username: 'orders_user' } },
  { kind: 'rds-database', name: 'reports', database: { name: 'reports', username: 'reports_user' } },
].map((spec) => ({ ...spec, description: 'An application', owner: 'team' }));

/** An edit of one application, and an override. */
const EDITED = { ...SPECS[0], overrides: { prod: { replicas: 3, env: { LEVEL: 'warn' } } } };

/** Returns whether the light commands are compiled for the Node.js that runs. */
export function hasCodeCache() {
  return existsSync(completeMark(cacheFolder()));
}

/** A file that is written last: a build can be stopped between two commands. */
function completeMark(cache) {
  return join(cache, 'complete');
}

function cacheFolder() {
  return createRequire(program)('../dist/load-bundle.js').codeCacheOf();
}

/**
 * Compiles the light commands for the Node.js that runs, so that it need not compile them at each start. Each command runs once on a small
 * fleet: what V8 compiled by then is what a run needs.
 *
 * @throws SetupError when a command fails.
 */
export async function compileBundle() {
  const cache = cacheFolder();
  rmSync(dirname(cache), { recursive: true, force: true });
  const fleet = mkdtempSync(join(tmpdir(), 'goldenpath-build-'));
  const run = (commandLine) => runCommand(commandLine.split(' '), fleet);
  mkdirSync(cache, { recursive: true });
  try {
    writeFileSync(join(fleet, 'platform.yaml'), JSON.stringify(PLATFORM));
    for (const spec of SPECS) writeSpec(fleet, spec);
    await steady();
    await run('synth');
    writeSpec(fleet, EDITED);
    await steady();
    for (const command of ['synth', 'synth', 'validate', 'list', 'explain orders', 'help']) await run(command);
    writeFileSync(completeMark(cache), '');
  } catch (error) {
    rmSync(cache, { recursive: true, force: true });
    throw error;
  } finally {
    rmSync(fleet, { recursive: true, force: true });
  }
}

function writeSpec(fleet, spec) {
  const folder = join(fleet, 'apps', spec.name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'app.yaml'), JSON.stringify(spec));
}

/** A file that changed a moment ago is read again by each run. */
function steady() {
  return setTimeout(100);
}

async function runCommand(args, cwd) {
  const { code, output } = await runProgram(process.execPath, ['--require', recorder, program, ...args], { cwd });
  if (code !== 0)
    throw new SetupError(`\`goldenpath ${args.join(' ')}\` failed during the build.`, { details: output });
}
