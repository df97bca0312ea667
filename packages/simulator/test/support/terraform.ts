import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSimulator, typesIn, type Simulator, type SimulatorOptions } from '@goldenpath/simulator';
import { BINDINGS } from './bindings';
import { testFolder } from './folder';

const TERRAFORM = process.env['GOLDENPATH_TERRAFORM'] ?? 'terraform';

/** A stack as Terraform reads it. */
export type Stack = { readonly [kind: string]: { readonly [type: string]: unknown } };

/** How a run of Terraform ended. */
export interface Run {
  readonly code: number | null;
  readonly output: string;
  readonly milliseconds: number;
}

const running: Simulator[] = [];

// Also those of tests that failed: what still serves keeps the tests from ending.
afterAll(() => Promise.all(running.splice(0).map((simulator) => simulator.stop())));

/** A folder for each stack, and a simulated cloud for all of them. */
export class Workbench {
  private constructor(
    readonly folder: string,
    readonly simulator: Simulator,
  ) {}

  static async open(
    stacks: Readonly<Record<string, Stack>>,
    options: Partial<SimulatorOptions> = {},
  ): Promise<Workbench> {
    const folder = testFolder();
    const simulator = await startSimulator({
      bindings: BINDINGS,
      account: join(folder, 'account.jsonl'),
      environment: {},
      types: typesIn(Object.values(stacks)),
      ...options,
    });
    const bench = new Workbench(folder, simulator);
    running.push(simulator);
    for (const [name, stack] of Object.entries(stacks)) bench.write(name, stack);
    return bench;
  }

  /** Writes a stack with a local state, whatever its backend. */
  write(name: string, stack: Stack): void {
    mkdirSync(join(this.folder, name), { recursive: true });
    writeFileSync(join(this.folder, name, 'cdk.tf.json'), JSON.stringify(stack));
    writeFileSync(
      join(this.folder, name, 'backend_override.tf.json'),
      JSON.stringify({ terraform: { backend: { local: { path: 'terraform.tfstate' } } } }),
    );
  }

  /** Runs Terraform in the folder of a stack. A machine without Terraform fails the test. */
  terraform(name: string, ...args: string[]): Promise<Run> {
    const env = {
      PATH: process.env['PATH'] ?? '',
      HOME: this.folder,
      CHECKPOINT_DISABLE: '1',
      TF_IN_AUTOMATION: '1',
      ...this.simulator.environment,
    };
    const started = performance.now();
    return new Promise((done, failed) => {
      const child = spawn(TERRAFORM, args, { cwd: join(this.folder, name), env });
      let output = '';
      child.stdout.on('data', (chunk) => (output += String(chunk)));
      child.stderr.on('data', (chunk) => (output += String(chunk)));
      child.on('error', failed);
      child.on('close', (code) => done({ code, output, milliseconds: performance.now() - started }));
    });
  }

  async init(name: string): Promise<void> {
    const { code, output } = await this.terraform(name, 'init', '-input=false', '-no-color');
    if (code !== 0) throw new Error(output);
  }

  apply(name: string): Promise<Run> {
    return this.terraform(name, 'apply', '-auto-approve', '-input=false', '-no-color');
  }

  /** 0: nothing to do, 2: there are changes, 1: an error. */
  plan(name: string): Promise<Run> {
    return this.terraform(name, 'plan', '-detailed-exitcode', '-input=false', '-no-color');
  }
}
