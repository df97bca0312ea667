import * as fs from 'node:fs';
import * as path from 'node:path';
import {
  type Engine,
  type Json,
  type ResourceChange,
  readStacks,
  runStacks,
  simulatedStateFile,
  simulatedTarget,
  type Stack,
  type StackOutcome,
  type DeployTarget,
} from '@goldenpath/deploy';
import { type FleetFacts, fleetStacks } from '@goldenpath/model';
import type { FleetVersion, PlannedStack, Plans, StackContent } from '@goldenpath/review';
import { makeFolders } from '@goldenpath/output';
import { simulatedEnvironment } from '../deploy/simulated-target';
import { startSimulatedCloud } from '../deploy/simulated-cloud';
import type { Interrupts } from '../deploy/interrupts';
import { plannedStacks } from './given-plans';
import { stackOwners } from './stack-owners';

export interface SimulationOptions {
  readonly base: FleetVersion;
  readonly head: FleetVersion;
  /** Stacks that others depend on, rendered for base and head even if they are equal. */
  readonly platformStacks: {
    readonly base: ReadonlyMap<string, StackContent>;
    readonly head: ReadonlyMap<string, StackContent>;
  };
  readonly engine: Engine;
  /** A folder for the simulated cloud. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly interrupts: Interrupts;
}

/** Variables that can give access to a real cloud. A review needs none of them. */
const OF_A_CLOUD = /^(AWS_|GITHUB_|GH_|TF_|GOOGLE_|ARM_|CLOUDFLARE_|DIGITALOCEAN_|ACTIONS_)/;

/**
 * Plans with the real engine in a simulated cloud that contains exactly the base. First the base's versions of the differing stacks and
 * their dependencies are deployed, then the head's versions are planned.
 *
 * Protection against destruction is removed before planning, because the engine would refuse to plan a loss.
 */
export async function simulatePlans(options: SimulationOptions): Promise<Plans> {
  const { base, head, folder, env } = options;
  const before = stackTree(path.join(folder, 'base'), withPlatform(base, options.platformStacks.base), base.facts);
  const after = stackTree(path.join(folder, 'head'), withPlatform(head, options.platformStacks.head), head.facts);
  const cloudless = Object.fromEntries(Object.entries(env).filter(([name]) => !OF_A_CLOUD.test(name)));
  const cloudFolder = path.join(folder, 'cloud');
  const cloud = await startSimulatedCloud({
    folder: cloudFolder,
    facts: head.facts,
    stacks: [...before, ...after],
    env: cloudless,
  });
  try {
    return await planIn(
      simulatedTarget(cloudFolder, simulatedEnvironment(cloudless, cloud.environment)),
      before,
      after,
      options,
    );
  } finally {
    await cloud.stop();
  }
}

async function planIn(
  target: DeployTarget,
  before: readonly Stack[],
  after: readonly Stack[],
  options: SimulationOptions,
): Promise<Plans> {
  const { engine, interrupts, base, head, folder } = options;
  const run = { engine, target, ...interrupts, approve: () => Promise.resolve(true) };
  const deployed = await runStacks(before, 'deploy', run);
  const failed = deployed.find(({ status }) => !['applied', 'unchanged'].includes(status));
  const owners = stackOwners(base.facts, head.facts);
  if (failed !== undefined)
    return {
      source: 'none',
      note: `The base could not be deployed in the simulated cloud: ${failureOf(failed).replace(/\.$/, '')}.`,
      stacks: [],
    };
  // Stacks that others depend on are applied first, so that a plan reads their new outputs.
  const isUsed = new Set(after.flatMap(({ dependsOn }) => dependsOn));
  const first = await runStacks(
    after.filter(({ name }) => isUsed.has(name)),
    'deploy',
    run,
  );
  const rest = await runStacks(
    after.filter(({ name }) => !isUsed.has(name)),
    'plan',
    run,
  );
  const planned = [...first.map(asPlanned), ...rest].filter(({ stack }) => head.stacks.has(stack));
  const leaving = before.filter(({ name }) => base.stacks.has(name) && !head.stacks.has(name));
  const removed = leaving.map((stack) => removedStack(stack.name, path.join(folder, 'cloud'), owners.get(stack.name)));
  const stacks = [...plannedStacks(planned, owners), ...removed].sort((a, b) => (a.stack < b.stack ? -1 : 1));
  return { source: 'simulated', note: null, stacks };
}

/** Returns the plan of a stack that was deployed so that others can be planned. A refused destroy is not reported. */
function asPlanned(outcome: StackOutcome): StackOutcome {
  if (outcome.plan === undefined || outcome.status === 'unchanged') return outcome;
  return { ...outcome, status: 'planned', problems: [] };
}

function failureOf({ stack, problems, by }: StackOutcome): string {
  return `${stack}: ${problems.find(({ severity }) => severity === 'error')?.summary ?? `waits for ${by ?? 'another stack'}`}`;
}

/** Returns the plan of a removed stack: everything in its state would be destroyed. */
function removedStack(
  stack: string,
  cloudFolder: string,
  owner: { app: string | null; environment: string | null } | undefined,
): PlannedStack {
  const state = JSON.parse(fs.readFileSync(simulatedStateFile(cloudFolder, stack), 'utf8')) as {
    readonly resources?: readonly { readonly mode: string; readonly type: string; readonly name: string }[];
  };
  const changes = (state.resources ?? [])
    .filter(({ mode }) => mode === 'managed')
    .map(({ type, name }): ResourceChange => ({
      address: `${type}.${name}`,
      type,
      action: 'destroy',
      attributes: [],
      replacedBecause: [],
    }))
    .sort((a, b) => (a.address < b.address ? -1 : 1));
  return { stack, ...(owner ?? { app: null, environment: null }), status: 'removed', changes, problems: [] };
}

/** Returns the stacks that differ, and those that they depend on. */
function withPlatform(version: FleetVersion, platform: ReadonlyMap<string, StackContent>): Map<string, StackContent> {
  const dependencies = new Map(fleetStacks(version.facts).map(({ name, dependsOn }) => [name, dependsOn]));
  const needed = new Set([...version.stacks.keys()].flatMap((name) => dependencies.get(name) ?? []));
  return new Map([...[...platform].filter(([name]) => needed.has(name)), ...version.stacks]);
}

/** Writes stacks like CDKTF's command line, and reads them back. */
function stackTree(root: string, stacks: ReadonlyMap<string, StackContent>, facts: FleetFacts): Stack[] {
  const known = new Map(fleetStacks(facts).map((stack) => [stack.name, stack]));
  const listed = [...stacks.keys()].sort().map((name) => [
    name,
    {
      name,
      workingDirectory: `stacks/${name}`,
      synthesizedStackPath: `stacks/${name}/cdk.tf.json`,
      dependencies: known.get(name)?.dependsOn ?? [],
    },
  ]);
  for (const [name, content] of stacks) {
    makeFolders(path.join(root, 'stacks', name));
    fs.writeFileSync(path.join(root, 'stacks', name, 'cdk.tf.json'), JSON.stringify(unprotected(content)));
  }
  makeFolders(root);
  fs.writeFileSync(path.join(root, 'manifest.json'), JSON.stringify({ stacks: Object.fromEntries(listed) }));
  return readStacks(root);
}

function unprotected(value: Json): Json {
  if (Array.isArray(value)) return value.map(unprotected);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value as Readonly<Record<string, Json>>)
      .filter(([name]) => name !== 'prevent_destroy')
      .map(([name, item]) => [name, unprotected(item)]),
  );
}
