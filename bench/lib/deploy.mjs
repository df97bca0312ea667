import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../scripts/lib/workspace.mjs';
import { writeFleet } from './fleet-folder.mjs';
import { best, measureProgram } from './measure.mjs';

const PROGRAM = path.join(root, 'packages', 'cli', 'bin', 'goldenpath.js');

/** The stacks of the example platform that those of applications read. */
const PLATFORM_STACKS = ['dev', 'test', 'staging', 'prod'].map((environment) => `platform-${environment}`);

/** The least that Terraform could be given: no provider, nothing to do. */
const EMPTY_STACK = 'terraform {\n  required_version = ">= 1.11.0"\n}\n';

/**
 * Measures simulated deploys, each as a whole process with the Terraform processes that it starts, and beside them what
 * Terraform alone takes for a stack with nothing in it.
 *
 * @param options `folder` for fleets and accounts, `repeat` runs of each step, and how many `applications` are planned.
 * @returns the measurements by step.
 */
export async function measureDeploys({ folder, repeat, applications }) {
  const example = await measureExample(path.join(folder, 'example'), repeat);
  const planned = await measurePlan(path.join(folder, 'planned'), repeat, applications);
  return { ...example, planned: { ...planned, applications }, terraform: await measureTerraform(folder, repeat) };
}

async function measureExample(folder, repeat) {
  const home = (index) => path.join(folder, String(index));
  const deploy = (index) => goldenpath(home(index), 'deploy');
  const first = await best(repeat, (index) => {
    for (const part of ['apps', 'platform.yaml'])
      cpSync(path.join(root, part), path.join(home(index), part), { recursive: true });
    return deploy(index);
  });
  return { first, second: await best(repeat, deploy) };
}

function measurePlan(folder, repeat, applications) {
  return best(repeat, (index) => {
    const home = path.join(folder, String(index));
    return planFleet(home, applications);
  });
}

/** The platform's stacks are there already: without them, what reads them cannot be planned to its end. */
async function planFleet(home, applications) {
  writeFleet(home, applications, path.join(root, 'platform.yaml'));
  await goldenpath(home, 'deploy', '--stack', ...PLATFORM_STACKS);
  return goldenpath(home, 'plan');
}

async function measureTerraform(folder, repeat) {
  const home = path.join(folder, 'empty');
  mkdirSync(home, { recursive: true });
  writeFileSync(path.join(home, 'main.tf'), EMPTY_STACK);
  const terraform = (...args) =>
    best(repeat, () => measureProgram(process.env.GOLDENPATH_TERRAFORM ?? 'terraform', args, inFolder(home)));
  return {
    version: await terraform('version'),
    init: await terraform('init', '-input=false'),
    plan: await terraform('plan', '-input=false'),
  };
}

async function goldenpath(home, command, ...flags) {
  const args = [PROGRAM, command, '--simulate', '--quiet', ...flags];
  const usage = await measureProgram(process.execPath, args, inFolder(home));
  return { ...usage, stacks: readdirSync(path.join(home, 'cdktf.out', 'stacks')).length };
}

/** A simulated run refuses to start beside credentials of real clouds. */
function inFolder(cwd) {
  const isCloud = (name) => /^(AWS_|GITHUB_|GH_|TF_TOKEN_)/.test(name);
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !isCloud(name)));
  return { cwd, env: { ...env, CHECKPOINT_DISABLE: '1' } };
}
