import { execFile, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const COMMAND = path.resolve(import.meta.dirname, '../../../packages/cli/bin/goldenpath.js');

/** An application that runs on this machine. */
export interface RunningApplication {
  readonly address: string;
  /** Ends it, and its database. */
  readonly end: () => Promise<void>;
}

/** The fleet after the merge of a pull request, as CI checks it out. */
export interface MergedFleet {
  readonly folder: string;
  /** Runs `goldenpath`, and returns what it prints. */
  readonly goldenpath: (...args: readonly string[]) => Promise<string>;
  /** Runs an application with its database. */
  readonly run: (app: string) => Promise<RunningApplication>;
  readonly remove: () => void;
}

/** Clones a repository. Nothing in it gets the credentials of a cloud. */
export function mergedFleet(repository: string): MergedFleet {
  const folder = mkdtempSync(path.join(tmpdir(), 'merged-'));
  execFileSync('git', ['clone', '--quiet', '--branch', 'main', repository, folder]);
  const isCloud = (name: string) => /^(AWS_|GITHUB_|GH_|TF_TOKEN_|GOOGLE_|ARM_)/.test(name);
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !isCloud(name)));
  return {
    folder,
    goldenpath: async (...args) => {
      const options = { cwd: folder, env, maxBuffer: 1 << 26 };
      return (await promisify(execFile)(process.execPath, [COMMAND, ...args], options)).stdout;
    },
    run: (app) => runIn(folder, env, app),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function runIn(folder: string, env: NodeJS.ProcessEnv, app: string): Promise<RunningApplication> {
  const child = spawn(process.execPath, [COMMAND, 'dev', app, '--json'], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const end = async () => {
    child.kill('SIGINT');
    await ended;
  };
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
  const address = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      said += `${line}\n`;
      const { event, name, address: at } = JSON.parse(line) as Readonly<Record<string, string>>;
      if (event === 'ready' && name === app && at !== undefined) resolve(at);
    });
    void ended.then(() => reject(new Error(`${app} ended before it was ready.\n${said}`)));
  });
  return { address, end };
}
