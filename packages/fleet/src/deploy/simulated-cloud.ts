import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import * as path from 'node:path';
import type { Environment, Stack } from '@goldenpath/deploy';
import type { FleetFacts } from '@goldenpath/model';
import { accountFile } from './simulated-account';

export interface SimulatedCloudOptions {
  /** Where the account is kept. */
  readonly folder: string;
  readonly facts: FleetFacts;
  /** The stacks that are to be run: what is in them is served, and what states still hold, and nothing else. */
  readonly stacks: readonly Stack[];
  /** Looked through for credentials of real clouds. */
  readonly env: Environment;
}

/** A simulated cloud that runs. */
export interface SimulatedCloud {
  /** Variables that lead Terraform to it. */
  readonly environment: Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
}

/** The bindings that stacks are made with: the simulator takes its schemas from them. */
const BINDINGS = ['@cdktf/provider-aws', '@cdktf/provider-github', '@cdktf/provider-random'];

/**
 * Starts the simulated cloud of a fleet: its account has the number, the region and the organisation of the platform.
 *
 * @throws UserError where real credentials are at hand, the account is damaged, or no socket can be opened.
 */
export async function startSimulatedCloud({
  folder,
  facts,
  stacks,
  env,
}: SimulatedCloudOptions): Promise<SimulatedCloud> {
  // Only who simulates pays for loading the simulator.
  const { startSimulator, typesIn } = await import('@goldenpath/simulator');
  const { aws, organisation } = facts.platform;
  fs.mkdirSync(folder, { recursive: true });
  return await startSimulator({
    bindings: BINDINGS.map(bindingsFolder),
    account: accountFile(folder),
    cache: path.join(folder, 'schemas'),
    environment: env,
    types: new Set([...typesIn(stacks.map(contentOf)), ...typesInStates(folder)]),
    accountId: aws.accountId,
    region: aws.region,
    owner: organisation,
  });
}

/** They are dependencies of the package that makes the stacks, so they are looked for as Node looks for them from there. */
function bindingsFolder(name: string): string {
  const infra = require.resolve('@goldenpath/infra/package.json');
  const folders = (createRequire(infra).resolve.paths(name) ?? []).map((folder) => path.join(folder, name));
  const found = folders.find((folder) => fs.existsSync(path.join(folder, 'package.json')));
  // Where there is none, the simulator says so, with the place where one would expect it.
  return found ?? path.join(path.dirname(infra), 'node_modules', name);
}

function contentOf({ file }: Stack): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
  return JSON.parse(fs.readFileSync(file, 'utf8')) as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** What a stack no longer has is still in its state, and Terraform has to know it to destroy it. */
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
    // A damaged state is Terraform's to complain of, with the name of the stack.
    return { resources: [] };
  }
}
