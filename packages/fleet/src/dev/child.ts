import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ChildProcess, isGroupAlive, killGroup, signalGroup, startProcess } from '@goldenpath/process';
import type { OnDevEvent } from './events';
import { answers } from './ports';

/** A program that runs beside others. */
export interface Program {
  /** The name before its lines. */
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  /** The whole environment of its processes. */
  readonly env: Readonly<Record<string, string>>;
  /** Where it listens. @default it listens on nothing, and nothing says that it is ready */
  readonly port?: number;
}

export interface ChildOptions {
  readonly folder: string;
  readonly signal: AbortSignal;
  readonly onEvent: OnDevEvent;
}

const GRACE_MS = 10_000;
const POLL_MS = 100;

/** A program that was started, with the processes of its group. */
export class Child {
  /** Why it ended by itself, such as `It ended with 1.`; `undefined` where it was stopped. */
  readonly end: Promise<string | undefined>;
  private readonly child: ChildProcess;
  private isStopping = false;
  private hasEnded = false;

  constructor(
    { name, program, args, env, port }: Program,
    private readonly options: ChildOptions,
  ) {
    const { folder, onEvent } = options;
    this.child = startProcess(program, args, {
      cwd: folder,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      endsWithParent: 'SIGTERM',
    });
    for (const stream of [this.child.stdout, this.child.stderr])
      if (stream !== null) createInterface(stream).on('line', (line) => onEvent({ event: 'log', name, line }));
    this.end = new Promise((resolve) => {
      this.child.once('error', (error) => this.ended(resolve, `It cannot be started: ${error.message}.`));
      this.child.once('close', (code, by) => this.ended(resolve, `It ended with ${code ?? by}.`));
    });
    if (port !== undefined) void this.reportReady(name, port);
  }

  /** Asks the processes of the group to end, and ends those that do not. */
  async stop(): Promise<void> {
    if (this.isStopping || this.hasEnded) return;
    this.isStopping = true;
    const { child } = this;
    const ended = new Promise<void>((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) resolve();
      else child.once('exit', () => resolve());
    });
    signalGroup(child, 'SIGTERM');
    const timer = setTimeout(() => killGroup(child), GRACE_MS);
    await ended;
    clearTimeout(timer);
    await this.groupEnded();
  }

  private ended(resolve: (end: string | undefined) => void, end: string): void {
    this.hasEnded = true;
    resolve(this.isStopping ? undefined : end);
  }

  /** Others of the group may still write their last lines: npm ends before the service that it started. */
  private async groupEnded(): Promise<void> {
    for (let waited = 0; waited < GRACE_MS && isGroupAlive(this.child); waited += POLL_MS) await sleep(POLL_MS);
    killGroup(this.child);
  }

  private async reportReady(name: string, port: number): Promise<void> {
    const { signal, onEvent } = this.options;
    while (!this.hasEnded && !this.isStopping && !signal.aborted) {
      if (await answers(port)) return onEvent({ event: 'ready', name, address: `http://127.0.0.1:${port}` });
      await sleep(POLL_MS);
    }
  }
}

/** The end of a program that has done its work. */
export const SUCCEEDED = 'It ended with 0.';
