import { spawn } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Ended, ended, GOLDENPATH } from './command';
import { ROOT } from './fleet';
import { testFolder, writeFiles } from './folders';
import { type Step, step as stepOf } from './workflows';

/** What a step of a workflow did. */
export interface StepResult extends Ended {
  /** The outputs and variables for later steps and jobs, as GitHub reads them. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  /** The calls of stand-in programs, in order. */
  readonly calls: readonly Call[];
}

/** One call of a stand-in: its arguments and its standard input. */
export interface Call {
  readonly program: string;
  readonly args: readonly string[];
  readonly input: string;
}

export interface StepOptions {
  readonly cwd: string;
  /** Values of the expressions in the step's `env`. `vars.X || 'text'` is `text` unless `vars.X` is given; `runner.temp` is a folder. */
  readonly values?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  /** Stand-ins by name: JavaScript that gets `args` and `input`, and returns its output or `{ code }`. */
  readonly programs?: Readonly<Record<string, string>>;
}

/** What steps call that a runner of GitHub's has, and another machine may not. */
const TOOLS = ['bash', 'jq'];

/** Tests that run the shell of workflows. They are skipped if its tools are missing; in CI that is a failure. */
export function describeShell(name: string, define: () => void): void {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const missing = TOOLS.filter((tool) => !folders.some((folder) => existsSync(join(folder, tool))));
  if (missing.length > 0 && process.env['CI'] === 'true')
    test(`${name}: the tools are there`, () => {
      throw new Error(`There is no ${missing.join(' and no ')}. Install it, as the runners of GitHub have it.`);
    });
  (missing.length === 0 ? describe : describe.skip)(name, define);
}

/** Runs a step's `run` as GitHub's runner does, with the real command on the PATH, in a folder of the test's. */
export async function runStep(step: Step, options: StepOptions): Promise<StepResult> {
  const values = { 'runner.temp': options.env?.['RUNNER_TEMP'] ?? testFolder(), ...options.values };
  const env = Object.fromEntries(
    Object.entries(step.env ?? {}).map(([name, value]) => [name, valueOf(String(value), values)]),
  );
  return runShell(step.run ?? '', { ...options, env: { ...env, ...options.env } });
}

/** Runs a script as GitHub's runner does. */
export async function runShell(script: string, { cwd, env = {}, programs = {} }: StepOptions): Promise<StepResult> {
  const runner = testFolder({ output: '', summary: '', path: '', calls: '' }, 'runner-');
  const bin = join(runner, 'bin');
  writeProgram(join(bin, 'goldenpath'), `#!/bin/sh\nexec "${process.execPath}" "${GOLDENPATH}" "$@"\n`);
  for (const [name, code] of Object.entries(programs)) writeProgram(join(bin, name), standIn(name, code, runner));
  writeFileSync(join(runner, 'step.sh'), script);
  const child = spawn('bash', ['--noprofile', '--norc', '-e', '-o', 'pipefail', join(runner, 'step.sh')], {
    cwd,
    env: {
      PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}`,
      HOME: runner,
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      GITHUB_OUTPUT: join(runner, 'output'),
      GITHUB_STEP_SUMMARY: join(runner, 'summary'),
      GITHUB_PATH: join(runner, 'path'),
      RUNNER_TEMP: join(runner, 'temp'),
      GITHUB_REPOSITORY: 'acme/fleet',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const result = await ended(child);
  const read = (name: string) => readFileSync(join(runner, name), 'utf8');
  const calls = read('calls')
    .split('\n')
    .filter((line) => line !== '');
  return {
    ...result,
    outputs: outputsIn(read('output')),
    summary: read('summary'),
    calls: calls.map((line) => JSON.parse(line) as Call),
  };
}

/**
 * Runs the step that writes the snapshot of a fleet, and copies the file to the download folder of later jobs.
 *
 * @returns The values that the steps of those jobs need, and their environment.
 */
export async function takeSnapshot(folder: string): Promise<{
  readonly values: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
}> {
  const taken = await runStep(stepOf('deploy.yml', 'targets', 'Write the snapshot'), { cwd: folder });
  if (taken.code !== 0) throw new Error(taken.stderr);
  const temp = testFolder({}, 'temp-');
  mkdirSync(join(temp, 'snapshot'));
  mkdirSync(join(temp, 'removed'));
  renameSync(join(folder, 'fleet.snapshot'), join(temp, 'snapshot/fleet.snapshot'));
  copyFileSync(join(temp, 'snapshot/fleet.snapshot'), join(temp, 'removed/c0ffee.snapshot'));
  const { digest = '' } = taken.outputs;
  const sources = [
    'inputs',
    'matrix',
    ...['affected', 'targets', 'shards', 'check', 'environments'].map((job) => `needs.${job}.outputs`),
  ];
  return {
    values: {
      'runner.temp': temp,
      'matrix.base': 'c0ffee',
      'steps.app.outputs.token': 'ghs_SECRET',
      'secrets.PLAN_KEY': '',
      'github.event.repository.visibility': 'private',
      ...Object.fromEntries(sources.map((source) => [`${source}.digest`, digest])),
    },
    env: { RUNNER_TEMP: temp },
  };
}

/** As the runner reads the file: `name=value`, or a value between delimiters. */
function outputsIn(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; at += 1) {
    const [, name, delimiterOfValue] = /^([^=]+?)<<(.+)$/.exec(lines[at] ?? '') ?? [];
    if (name !== undefined) {
      const end = lines.indexOf(delimiterOfValue ?? '', at + 1);
      outputs[name] = lines.slice(at + 1, end).join('\n');
      at = end;
    } else if (lines[at] !== '') {
      const [, key = '', value = ''] = /^([^=]*)=(.*)$/.exec(lines[at] ?? '') ?? [];
      outputs[key] = value;
    }
  }
  return outputs;
}

/** A repository with these files and our scripts as its first commit. */
export function testRepository(files: Readonly<Record<string, string>>): TestRepository {
  const folder = testFolder({}, 'fleet-');
  const repository = {
    folder,
    git: (...args: string[]) => git(folder, args),
    commit: async (changed: Readonly<Record<string, string>>, message = 'Change') => {
      writeFiles(folder, changed);
      await git(folder, ['add', '--all']);
      await git(folder, ['commit', '--quiet', '--allow-empty', '-m', message]);
      return (await git(folder, ['rev-parse', 'HEAD'])).trim();
    },
  };
  writeFiles(folder, { ...files, '.gitignore': 'node_modules\nscripts\nplans\nreview\ncdktf.out\ndist\n*.json\n' });
  return repository;
}

export interface TestRepository {
  readonly folder: string;
  readonly git: (...args: string[]) => Promise<string>;
  /** Writes files and commits everything; gives back the commit. */
  readonly commit: (changed: Readonly<Record<string, string>>, message?: string) => Promise<string>;
}

/** Runs Git with a fixed identity, and without the configuration of this machine. */
export async function git(folder: string, args: readonly string[]): Promise<string> {
  const config = ['-c', 'user.name=Test', '-c', 'user.email=test@example.test', '-c', 'init.defaultBranch=main'];
  const child = spawn('git', [...config, ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: folder, GIT_CONFIG_NOSYSTEM: '1' },
  });
  const { code, stdout, stderr } = await ended(child);
  if (code !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
  return stdout;
}

/** The scripts of the workflows, at the path that the steps use. */
export const SCRIPTS = join(ROOT, 'scripts', 'ci');

function valueOf(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\$\{\{\s*(.+?)\s*\}\}/g, (_all, expression: string) => {
    const [, variable, fallback] = /^(vars\.\w+) \|\| '([^']*)'$/.exec(expression) ?? [];
    const value = values[expression] ?? values[variable ?? expression] ?? fallback;
    if (value === undefined) throw new Error(`The test gives no value for ${expression}.`);
    return value;
  });
}

function writeProgram(file: string, text: string): void {
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, text);
  chmodSync(file, 0o755);
}

function standIn(name: string, code: string, runner: string): string {
  return `#!${process.execPath}
const { appendFileSync, readFileSync } = require('node:fs');
const args = process.argv.slice(2);
const reads = args.includes('--input');
const input = reads ? readFileSync(0, 'utf8') : '';
appendFileSync(${JSON.stringify(join(runner, 'calls'))}, JSON.stringify({ program: ${JSON.stringify(name)}, args, input }) + '\\n');
const answer = ((args, input) => { ${code} })(args, input);
if (answer && answer.code !== undefined) process.exitCode = answer.code;
else if (answer !== undefined) process.stdout.write(typeof answer === 'string' ? answer : JSON.stringify(answer));
`;
}

/** Fails if a hostile text was run as code: each of them would write a file of this name. */
export function expectNothingRan(...folders: readonly string[]): void {
  for (const folder of [...folders, process.cwd()])
    expect([folder, existsSync(join(folder, 'owned'))]).toEqual([folder, false]);
}

/** Texts that do harm if they are put into a shell, a workflow command, an output or Markdown. */
export const HOSTILE = [
  '$(touch owned)',
  '`touch owned`',
  '"; touch owned; "',
  "'; touch owned; '",
  '| touch owned',
  '\n::set-output name=any::true\n::add-mask::a',
  'a\nany=true\nEOF\nmatrix={}',
  '${{ secrets.TOKEN }}',
  '<script>alert(1)</script>',
  '@everyone #1 closes #2',
  '--upload-pack=touch owned',
] as const;
