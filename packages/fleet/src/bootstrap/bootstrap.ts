import * as fs from 'node:fs';
import * as path from 'node:path';
import {
  realTarget,
  type RunReport,
  runStacks,
  simulatedStateFile,
  simulatedTarget,
  type Stack,
} from '@goldenpath/deploy';
import { UserError } from '@goldenpath/errors';
import type { Platform } from '@goldenpath/extension';
import type { BootstrapFacts } from '@goldenpath/infra';
import type { FleetContext } from '../context';
import { engineFor } from '../deploy/engine';
import { startSimulatedCloud } from '../deploy/simulated-cloud';
import { simulatedFolderIn } from '../deploy/simulated-folder';
import { claimForPlatform, simulatedEnvironment } from '../deploy/simulated-target';
import { loadValidFleet, type ValidFleet } from '../load/load-valid-fleet';
import { platformAccounts } from './accounts';
import { bootstrapFacts } from './facts';
import { githubApps } from './github-apps';
import { migrate } from './migrate';
import { explainMissingBucket } from './missing-bucket';
import { fleetResources } from './resources';
import { previewRole, roleNames } from './roles';
import type { BootstrapAction, Bootstrapped, BootstrappedAccount, BootstrapOptions } from './types';
import { writeAppManifests, writeBootstrapStacks } from './write';

/** What an action works on. */
interface Work {
  readonly fleet: ValidFleet;
  readonly folder: string;
  readonly facts: readonly BootstrapFacts[];
  readonly stacks: readonly Stack[];
  readonly options: BootstrapOptions;
}

/**
 * Writes the stacks of what the accounts need, and plans, deploys, destroys or migrates them.
 *
 * @throws UserError when an account is unknown, when a real cloud would be changed without `approve`, or when a state is not where the
 *   options say.
 */
export async function bootstrap(context: FleetContext, options: BootstrapOptions = {}): Promise<Bootstrapped> {
  const { action = 'synth', localState = false, simulate = false } = options;
  const fleet = await loadValidFleet(context);
  const { platform } = fleet.loaded;
  const folder = path.resolve(
    context.cwd,
    options.out ?? path.join(path.dirname(context.source.platformFile), 'dist', 'bootstrap'),
  );
  const { accounts, unknownTypes } = bootstrapFacts({
    platform,
    fleet: fleetResources(fleet),
    repository: repositoryOf(platform, options.repository),
    withoutOidcProvider: knownAccounts(platform, options.withoutOidcProvider ?? []),
    keepsStateLocally: localState,
    isProtected: options.unprotected !== true,
  });
  const named = knownAccounts(platform, options.accounts ?? []);
  const facts = accounts.filter(({ aws }) => named.length === 0 || named.includes(aws.accountId));
  const all = writeBootstrapStacks(folder, accounts);
  const stacks = all.filter(({ name }) => facts.some(({ stack }) => stack.name === name));
  const apps = githubApps(platform);
  const manifests = writeAppManifests(folder, platform.organisation, apps);
  const work: Work = { fleet, folder, facts, stacks, options };
  if (!simulate && action !== 'synth') assertStates(work, action, localState);
  const report = action === 'synth' || action === 'migrate' ? undefined : await run(context, action, work);
  return {
    action,
    folder,
    accounts: facts.map((account) => shownAccount(account, platform)),
    githubApps: apps.map((app, index) => ({ ...app, manifest: manifests[index] ?? '' })),
    unknownTypes,
    ...(report !== undefined && { report }),
    migrated: action === 'migrate' ? await migrateAll(context, work) : [],
  };
}

function shownAccount(facts: BootstrapFacts, platform: Platform): BootstrappedAccount {
  const { aws, buckets, gitops, oidcProvider, operators, roles, stack } = facts;
  const made = new Set(roles.map(({ kind }) => kind));
  const account = platformAccounts(platform).find((one) => one.aws.accountId === aws.accountId);
  const preview = previewRole(aws.accountId, platform);
  return {
    accountId: aws.accountId,
    region: aws.region,
    stack: stack.name,
    environments: account?.environments ?? [],
    buckets: buckets.map(({ bucket }) => bucket),
    oidcProvider,
    roles: [...roleNames(aws, platform.organisation), ...(preview === undefined ? [] : [preview])].filter(({ kind }) =>
      made.has(kind),
    ),
    ...(operators !== undefined && {
      operators: operators.map(({ arn, description, environment }) => ({ environment, arn, description })),
    }),
    ...(gitops !== undefined && { gitopsRepository: `${platform.organisation}/${gitops.name}` }),
  };
}

/** Returns the repository of the fleet and its workflows. */
export function repositoryOf({ delivery }: Platform, given: string | undefined): BootstrapFacts['repository'] {
  const [owner = '', name = '', ...rest] = (given ?? delivery.workflow.split('/').slice(0, 2).join('/')).split('/');
  if (/^[A-Za-z0-9-]+$/.test(owner) && /^[A-Za-z0-9._-]+$/.test(name) && rest.length === 0) return { owner, name };
  throw new UserError(`\`${given ?? delivery.workflow}\` is not a repository on GitHub.`, 'Write it as OWNER/NAME.');
}

function knownAccounts(platform: Platform, given: readonly string[]): readonly string[] {
  const known = platformAccounts(platform).map(({ aws }) => aws.accountId);
  const unknown = given.find((accountId) => !known.includes(accountId));
  if (unknown === undefined) return given;
  throw new UserError(
    `\`${unknown}\` is not an account of the platform file.`,
    `The accounts are ${known.map((accountId) => `\`${accountId}\``).join(', ')}.`,
  );
}

/** A second state would make everything a second time. */
function assertStates({ facts, folder, options }: Work, action: BootstrapAction, localState: boolean): void {
  if (action !== 'plan' && action !== 'migrate' && options.approve === undefined)
    throw new UserError(
      `\`bootstrap ${action}\` changes a real cloud, and nothing approves it.`,
      'Pass `approve`, or `simulate`.',
    );
  if (localState && action === 'migrate')
    throw new UserError('`migrate` moves the states to the bucket.', 'Leave `--local-state` out.');
  const local = facts.find(({ stack }) => fs.existsSync(localStateFile(folder, stack.name)));
  if (!localState && action !== 'migrate' && local !== undefined)
    throw new UserError(
      `The state of ${local.stack.name} is still in ${localStateFile(folder, local.stack.name)}.`,
      'Run `goldenpath bootstrap migrate`, or add --local-state.',
    );
}

function localStateFile(folder: string, stack: string): string {
  return path.join(folder, `${stack}.tfstate`);
}

async function run(context: FleetContext, purpose: 'plan' | 'deploy' | 'destroy', work: Work): Promise<RunReport> {
  const { options, stacks } = work;
  const simulated = options.simulate === true;
  const engine = await engineFor(context);
  const target = simulated ? await openSimulation(context, work) : undefined;
  context.onProgress({ kind: 'stacks', all: stacks.length });
  try {
    const outcomes = await runStacks(stacks, purpose, {
      engine,
      target: target?.target ?? realTarget(context.env),
      interrupt: context.signal,
      insist: context.insist,
      approve:
        simulated || purpose === 'plan'
          ? () => Promise.resolve(true)
          : (options.approve ?? (() => Promise.resolve(false))),
      onEvent: (event) => context.onProgress({ kind: 'stack', event }),
    });
    const explained = simulated ? outcomes : outcomes.map((outcome) => explainMissingBucket(outcome, work.facts));
    return { purpose, simulated, engine: { name: engine.name, version: engine.version }, stacks: explained };
  } finally {
    await target?.close();
  }
}

/** Opens the simulated cloud of the fleet, so that its stacks find what bootstrap made. */
async function openSimulation(context: FleetContext, { facts, fleet, options, stacks }: Work) {
  const folder = simulationFolder(context, options);
  const [first] = facts;
  await claimForPlatform(folder, fleet.facts, context.onProgress);
  const cloud = await startSimulatedCloud({
    folder,
    facts: fleet.facts,
    stacks,
    env: context.env,
    repositories: first === undefined ? [] : [`${first.repository.owner}/${first.repository.name}`],
  });
  const env = simulatedEnvironment(context.env, cloud.environment);
  return { target: simulatedTarget(folder, env), folder, env, close: () => cloud.stop() };
}

function simulationFolder({ cwd, source }: FleetContext, { out }: BootstrapOptions): string {
  const base = out === undefined ? path.dirname(source.platformFile) : path.resolve(cwd, out);
  return simulatedFolderIn(base, out !== undefined);
}

/** Moves the state of each stack into its bucket. In the simulated cloud, the bucket is a folder, and the state stays where it was as well. */
async function migrateAll(context: FleetContext, work: Work): Promise<Bootstrapped['migrated']> {
  const { facts, folder, options, stacks } = work;
  const engine = await engineFor(context);
  const simulation = options.simulate === true ? await openSimulation(context, work) : undefined;
  const migrated: { stack: string; state: string }[] = [];
  try {
    for (const stack of stacks) {
      const place = facts.find((one) => one.stack.name === stack.name)?.stack;
      if (place?.state.type !== 's3')
        throw new UserError('The platform file has no bucket for states.', 'Set `state` to a bucket in S3 first.');
      const key = `${place.state.bucket}/${place.stateKey}`;
      const bucket = simulation && path.join(simulation.folder, 'buckets', ...key.split('/'));
      const from = simulation ? simulatedStateFile(simulation.folder, stack.name) : localStateFile(folder, stack.name);
      if (bucket !== undefined) fs.mkdirSync(path.dirname(bucket), { recursive: true });
      await migrate(
        {
          stack,
          from,
          to: bucket === undefined ? backendOf(stack) : { local: { path: bucket } },
          workFolder: simulation ? path.join(simulation.folder, 'migration', stack.name) : stack.folder,
        },
        { engine, env: simulation?.env ?? context.env, lockTimeout: 120, interrupt: context.signal },
      );
      if (simulation === undefined) fs.renameSync(from, `${from}.migrated`);
      migrated.push({ stack: stack.name, state: bucket ?? `s3://${key}` });
    }
    return migrated;
  } finally {
    await simulation?.close();
  }
}

function backendOf({ file }: Stack): Readonly<Record<string, unknown>> {
  const { terraform } = JSON.parse(fs.readFileSync(file, 'utf8')) as {
    readonly terraform: { readonly backend: Readonly<Record<string, unknown>> };
  };
  return terraform.backend;
}
