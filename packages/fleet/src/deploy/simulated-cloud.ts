import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import * as path from 'node:path';
import type { Environment, Stack } from '@goldenpath/deploy';
import { accountsOf } from '@goldenpath/extension';
import type { FleetFacts } from '@goldenpath/model';
import { makeFolders } from '@goldenpath/output';
import { accountFile } from './simulated-account';

export interface SimulatedCloudOptions {
  /** The folder of the account. */
  readonly folder: string;
  readonly facts: FleetFacts;
  /** The stacks to run. Only resource types in them and in existing states are served. */
  readonly stacks: readonly Stack[];
  /** Checked for credentials of real clouds. */
  readonly env: Environment;
  /** Repositories on GitHub that exist outside of the account, as OWNER/NAME. @default none */
  readonly repositories?: readonly string[];
}

/** A running simulated cloud. */
export interface SimulatedCloud {
  /** Variables that point Terraform to it. */
  readonly environment: Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
}

/** The provider bindings of the stacks, from which the simulator takes its schemas. */
const BINDINGS = ['@cdktf/provider-aws', '@cdktf/provider-github', '@cdktf/provider-random'];

/**
 * Starts the fleet's simulated cloud. Its account has the platform's account id, region, organisation and GitHub plan.
 *
 * @throws UserError when there are real credentials, the account is damaged, or no socket can be opened.
 */
export async function startSimulatedCloud({
  folder,
  facts,
  stacks,
  env,
  repositories = [],
}: SimulatedCloudOptions): Promise<SimulatedCloud> {
  // Loaded only for simulations.
  const { startSimulator, typesIn } = await import('@goldenpath/simulator');
  const { aws, githubPlan, organisation } = facts.platform;
  makeFolders(folder);
  return await startSimulator({
    bindings: BINDINGS.map(bindingsFolder),
    account: accountFile(folder),
    cache: path.join(folder, 'schemas'),
    environment: env,
    types: new Set([...typesIn(stacks.map(contentOf)), ...typesInStates(folder)]),
    accountId: aws.accountId,
    otherAccounts: accountsOf(facts.platform)
      .map(({ accountId }) => accountId)
      .filter((id) => id !== aws.accountId),
    region: aws.region,
    owner: organisation,
    ...(githubPlan !== undefined && { githubPlan }),
    repositories,
  });
}

/** Resolves a binding like Node.js from the package that makes the stacks, because it is a dependency of that package. */
function bindingsFolder(name: string): string {
  const infra = require.resolve('@goldenpath/infra/package.json');
  const folders = (createRequire(infra).resolve.paths(name) ?? []).map((folder) => path.join(folder, name));
  const found = folders.find((folder) => fs.existsSync(path.join(folder, 'package.json')));
  // If it is missing, the simulator reports the expected location.
  return found ?? path.join(path.dirname(infra), 'node_modules', name);
}

function contentOf({ file }: Stack): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
  return JSON.parse(fs.readFileSync(file, 'utf8')) as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Removed resources are still in the state, and Terraform needs their types to destroy them. */
function typesInStates(folder: string): string[] {
  const states = path.join(folder, 'states');
  const files = fs.existsSync(states) ? fs.readdirSync(states).filter((name) => name.endsWith('.tfstate')) : [];
  return files.flatMap((name) => {
    const { resources } = tryParseState(path.join(states, name));
    return resources.map(({ type }) => type);
  });
}

interface State {
  readonly resources: readonly { readonly type: string }[];
}

function tryParseState(file: string): State {
  try {
    return { resources: [], ...(JSON.parse(fs.readFileSync(file, 'utf8')) as Partial<State>) };
  } catch {
    // Terraform reports a damaged state, with the name of the stack.
    return { resources: [] };
  }
}
