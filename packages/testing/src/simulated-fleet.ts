import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Ended, goldenpath } from './command';
import { ROOT } from './fleet';
import { testFolder } from './folders';

/** The fields of a stack in the output of `--json` that tests read. */
export interface StackReport {
  readonly stack: string;
  readonly status: string;
  readonly by?: string;
  readonly problems: readonly { readonly address?: string; readonly summary: string }[];
  readonly plan?: { readonly changes: readonly ChangeReport[] };
}

/** The planned change of one resource. */
export interface ChangeReport {
  readonly action: string;
  readonly address: string;
  readonly attributes: readonly { readonly path: string }[];
  readonly replacedBecause: readonly string[];
}

/** The output of a run with `--json`. */
export interface RunReport {
  readonly purpose: string;
  readonly simulated: boolean;
  readonly stacks: readonly StackReport[];
}

/** A copy of the example fleet, to change and to deploy in its own simulated cloud. */
export function copyOfFleet(): string {
  const folder = testFolder();
  cpSync(join(ROOT, 'apps'), join(folder, 'apps'), { recursive: true });
  cpSync(join(ROOT, 'platform.yaml'), join(folder, 'platform.yaml'));
  return folder;
}

/** Runs the command in a folder, with nothing of this machine's clouds in its environment. */
export function goldenpathIn(folder: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  return goldenpath(args, { cwd: folder, env: { ...cloudlessEnvironment(), ...env } });
}

/** Runs the command with `--simulate --json` and returns its report. Exit code 1 is allowed, because the report explains it. */
export async function simulated(folder: string, ...args: readonly string[]): Promise<RunReport> {
  const { code, stdout, stderr } = await goldenpathIn(folder, [...args, '--simulate', '--json']);
  if (code === 2 || stderr !== '') throw new Error(`exit code ${code}\n${stdout}\n${stderr}`);
  return JSON.parse(stdout) as RunReport;
}

/** What a run plans, as `stack: action address`; data that is only read is left out. */
export function plannedActions({ stacks }: RunReport): string[] {
  return stacks.flatMap(({ stack, plan }) =>
    (plan?.changes ?? [])
      .filter(({ action }) => action !== 'read')
      .map(({ action, address }) => `${stack}: ${action} ${address}`),
  );
}

/** How many stacks of a run have each status. */
export function statusCounts({ stacks }: RunReport): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status } of stacks) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

/** Replaces a text in the spec of an application. */
export function editSpec(folder: string, app: string, from: string, to: string): void {
  const file = ['yaml', 'ts'].map((kind) => join(folder, 'apps', app, `app.${kind}`)).find((path) => existsSync(path));
  const text = readFileSync(file ?? '', 'utf8');
  if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`);
  writeFileSync(file ?? '', text.replace(from, to));
}

/** This machine's environment without the variables that a simulated run refuses. */
export function cloudlessEnvironment(): NodeJS.ProcessEnv {
  const isCloud = (name: string) => /^(AWS_|GITHUB_|GH_|TF_TOKEN_|GOOGLE_|ARM_)/.test(name);
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !isCloud(name)));
}
