import { randomUUID } from 'node:crypto';
import * as path from 'node:path';
import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { type ChildProcess, startProcess } from '@goldenpath/process';
import type { CodeHost } from '../../load/fleet-source';
import { OWN_PACKAGE } from '../run-common-js';
import { type CodeOutcome, MAX_LINE, MAX_MEMORY_MB, MESSAGES, type SandboxFile, type SandboxJob } from './protocol';
import { readablePaths } from './readable-paths';
import { readMessage } from './read-message';
import { broken, tooLong, tooMuchMemory } from './stopped';

/** Options for running code. */
export interface SandboxOptions {
  /** The real path of the folder that the code may read. */
  readonly root: string;
  /** The real paths of imported package files. */
  readonly packages: Iterable<string>;
  /** Time limit for each file in milliseconds. */
  readonly timeoutMs: number;
  /** The owner of the processes. @default what the code prints is dropped */
  readonly host?: CodeHost;
}

/** Milliseconds for the start of a process, and for work that the time limit of a file cannot stop. */
const GRACE_MS = 10_000;
/** Characters of the code's output to keep. */
const MAX_PRINTED = 64 * 1024;
const MAX_LINES = MAX_LINE + 1000;

/**
 * Runs the code of specs in a child process with an empty environment and Node's permission model: it can read the fleet and its packages,
 * and cannot start processes. One process runs all files. If a file ends it, another process runs the rest.
 *
 * The host gets what the code prints, and owns the processes.
 *
 * @returns The result of each file, in the given order.
 * @throws when the child process cannot be started.
 */
export async function runInSandbox(files: readonly SandboxFile[], options: SandboxOptions): Promise<CodeOutcome[]> {
  const flags = nodeFlags(readablePaths(options.root, [...options.packages, ownManifest()]));
  const outcomes: CodeOutcome[] = [];
  while (outcomes.length < files.length) {
    const sandbox = new Sandbox(files.slice(outcomes.length), flags, options);
    outcomes.push(...(await sandbox.run()));
  }
  return outcomes;
}

/** `--permission` since Node 22.13 and 23.5. */
function nodeFlags(readable: readonly string[]): string[] {
  const isStable = process.allowedNodeEnvironmentFlags.has('--permission');
  return [
    isStable ? '--permission' : '--experimental-permission',
    ...readable.map((each) => `--allow-fs-read=${each}`),
    `--max-old-space-size=${MAX_MEMORY_MB}`,
    '--no-warnings',
  ];
}

function ownManifest(): string {
  return require.resolve(`${OWN_PACKAGE}/package.json`);
}

/** A child process and its messages. */
class Sandbox {
  private readonly token = randomUUID();
  private readonly outcomes: CodeOutcome[] = [];
  private readonly printed = { out: '', error: '' };
  private hasBegun = false;
  private killedFor: CodeOutcome | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly files: readonly SandboxFile[],
    private readonly flags: readonly string[],
    private readonly options: SandboxOptions,
  ) {}

  async run(): Promise<readonly CodeOutcome[]> {
    const child = this.start();
    this.options.host?.processes.add(child);
    try {
      const how = await this.ended(child);
      this.finish(how);
    } finally {
      clearTimeout(this.timer);
    }
    return this.outcomes;
  }

  private start(): ChildProcess {
    const program = path.join(path.dirname(ownManifest()), 'dist', 'code', 'sandbox', 'child.js');
    return startProcess(process.execPath, [...this.flags, program], {
      cwd: this.options.root,
      env: {},
      stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
      // A Ctrl-C in the terminal ends it as well.
      ownGroup: false,
    });
  }

  private async ended(child: ChildProcess): Promise<string> {
    this.listen(child);
    this.awaitNext(child);
    const { timeoutMs } = this.options;
    const job: SandboxJob = { token: this.token, timeoutMs, files: this.files };
    // The process can end before it has read everything. Its exit code says why.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(JSON.stringify(job));
    return new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code, signal) =>
        resolve(code === null ? `ended its process with ${signal}` : `ended its process with exit code ${code}`),
      );
    });
  }

  private listen(child: ChildProcess): void {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => this.print('out', text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => this.print('error', text));
    const decoder = new StringDecoder('utf8');
    let rest = '';
    (child.stdio[MESSAGES] as Readable | null)?.on('data', (bytes: Buffer) => {
      const lines = (rest + decoder.write(bytes)).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) this.hear(line, child);
      if (rest.length > MAX_LINES) this.kill(child, { kind: 'stopped', problem: broken(WRITES) });
    });
  }

  /** Prints the first part of the output, so that a flood uses no memory. */
  private print(stream: 'out' | 'error', text: string): void {
    if (this.printed[stream].length < MAX_PRINTED) this.printed[stream] += text.slice(0, MAX_PRINTED);
  }

  private hear(line: string, child: ChildProcess): void {
    if (this.killedFor !== undefined) return;
    const message = readMessage(line, this.token);
    const index = this.outcomes.length;
    if (message === undefined) return this.kill(child, { kind: 'stopped', problem: broken(WRITES) });
    this.awaitNext(child);
    if ('begins' in message) this.hasBegun = true;
    else if (message.ends === index && index < this.files.length) this.outcomes.push(message.outcome);
  }

  /** Stops the process when a file blocks in a way that its time limit cannot stop, such as reading an empty pipe. */
  private awaitNext(child: ChildProcess): void {
    clearTimeout(this.timer);
    const { timeoutMs } = this.options;
    this.timer = setTimeout(
      () => this.kill(child, { kind: 'stopped', problem: tooLong(timeoutMs) }),
      timeoutMs + GRACE_MS,
    );
  }

  private kill(child: ChildProcess, reason: CodeOutcome): void {
    this.killedFor ??= reason;
    child.kill('SIGKILL');
  }

  /** The file that was running when the process ended has no result. */
  private finish(how: string): void {
    const { out, error } = this.printed;
    const isWhole = this.outcomes.length === this.files.length;
    if (!this.hasBegun && this.killedFor === undefined)
      throw new Error(`The process that runs the code of specs ${how}. It printed:\n${error}`);
    // After a crash, Node.js prints details that do not help the user.
    const printed = isWhole ? out + error : out;
    if (printed !== '') this.options.host?.onOutput(printed);
    if (isWhole) return;
    const problem = /heap out of memory|Allocation failed/.test(error) ? tooMuchMemory() : broken(how);
    this.outcomes.push(this.killedFor ?? { kind: 'stopped', problem });
  }
}

const WRITES = 'wrote to the channel of the process that runs it';
