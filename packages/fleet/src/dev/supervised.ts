import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { isUserError, systemCode, UserError } from '@goldenpath/errors';
import { type ChildProcess, isGroupAlive, killGroup, runProcess, signalGroup, startProcess } from '@goldenpath/process';
import * as path from 'node:path';
import { Changes } from './changes';
import type { OnDevEvent } from './events';
import { answers } from './ports';
import { type Command, runtimeOf } from './runtime';

/** An application that runs from its repository, and starts again when a file changes. */
export interface SupervisedOptions {
  readonly name: string;
  readonly folder: string;
  /** The whole environment of its processes. */
  readonly env: Readonly<Record<string, string>>;
  /** Where it listens. @default it listens on nothing, and nothing says that it is ready */
  readonly port?: number;
  /** Whether it ends when its work is done. @default it does not end */
  readonly isJob?: boolean;
  readonly signal: AbortSignal;
  readonly onEvent: OnDevEvent;
}

const GRACE_MS = 10_000;
const POLL_MS = 100;

/**
 * Runs a scheduled job once, or until the signal.
 *
 * @throws UserError where it cannot be prepared or started, or fails.
 */
export async function runOnce(options: SupervisedOptions): Promise<void> {
  const { name, folder, signal, onEvent } = options;
  let failure: string | undefined;
  const changes = new Changes(folder, signal);
  const app = new App(
    {
      ...options,
      onEvent: (event) => {
        if (event.event === 'failed') failure = event.reason;
        else onEvent(event);
      },
    },
    changes,
  );
  try {
    await app.restart();
    await app.ended();
  } finally {
    await Promise.all([changes.close(), app.stop()]);
  }
  if (signal.aborted) return;
  if (failure !== undefined)
    throw new UserError(
      `The job ${name} failed: ${failure}`,
      'Its last lines say why. Correct the code, and run this again.',
    );
  onEvent({ event: 'done', name });
}

/** Runs an application until the signal. Its processes have ended then. */
export async function supervise(options: SupervisedOptions): Promise<void> {
  const { name, folder, signal, onEvent } = options;
  const changes = new Changes(folder, signal);
  const app = new App(options, changes);
  try {
    await changes.started();
    while (!signal.aborted) {
      await app.restart();
      const [first, ...more] = await changes.next();
      const others = more.length === 0 ? '' : ` and ${more.length} more`;
      if (first !== undefined) onEvent({ event: 'step', name, step: `start again: ${first}${others} changed` });
    }
  } finally {
    await Promise.all([changes.close(), app.stop()]);
  }
}

class App {
  private running: ChildProcess | undefined;
  private end: Promise<void> = Promise.resolve();

  constructor(
    private readonly options: SupervisedOptions,
    private readonly changes: Changes,
  ) {}

  /** Prepares the code and starts it. While it is prepared, and where it cannot be, what runs already goes on. */
  async restart(): Promise<void> {
    const { name, folder, signal, onEvent } = this.options;
    try {
      const runtime = runtimeOf(folder);
      const install = runtime.install();
      for (const command of install) if (!(await this.run(command))) return;
      if (install.length > 0) runtime.installed();
      this.changes.accept(runtime.lockfiles);
      for (const command of runtime.build) if (!(await this.run(command))) return;
      await this.stop();
      if (!signal.aborted) this.start(runtime.start);
    } catch (error) {
      onEvent({ event: 'failed', name, reason: reasonOf(error) });
    }
  }

  /** @returns whether the command succeeded. */
  private async run({ step, program, args }: Command): Promise<boolean> {
    const { name, folder, env, signal, onEvent } = this.options;
    onEvent({ event: 'step', name, step });
    const { end, all, error } = await runProcess(program, args, {
      cwd: folder,
      env,
      cancel: signal,
      endsWithParent: 'SIGTERM',
    });
    if (signal.aborted) return false;
    const lines = all.split('\n').filter((line) => line.trim() !== '');
    if (end !== 0 || step.startsWith('migrate')) for (const line of lines) onEvent({ event: 'log', name, line });
    if (end === 0) return true;
    const why = error === undefined ? `ended with ${end}` : `cannot be started: ${error.message}`;
    onEvent({ event: 'failed', name, reason: `${[path.basename(program), ...args].join(' ')} ${why}.` });
    return false;
  }

  private start({ program, args }: Command): void {
    const { name, folder, env, onEvent } = this.options;
    const child = startProcess(program, args, {
      cwd: folder,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      endsWithParent: 'SIGTERM',
    });
    this.running = child;
    for (const stream of [child.stdout, child.stderr])
      if (stream !== null) createInterface(stream).on('line', (line) => onEvent({ event: 'log', name, line }));
    const hasEnded = () => this.running !== child;
    child.once('error', (error) =>
      onEvent({ event: 'failed', name, reason: `It cannot be started: ${error.message}.` }),
    );
    this.end = new Promise((resolve) => {
      child.once('close', () => resolve());
      this.options.signal.addEventListener('abort', () => resolve(), { once: true });
    });
    child.once('close', (code, by) => {
      if (hasEnded()) return;
      this.running = undefined;
      if (code === 0 && this.options.isJob === true) return;
      onEvent({ event: 'failed', name, reason: `It ended with ${code ?? by}.` });
    });
    const { port } = this.options;
    if (port !== undefined) void this.reportReady(port, hasEnded);
  }

  private async reportReady(port: number, hasEnded: () => boolean): Promise<void> {
    const { name, signal, onEvent } = this.options;
    while (!hasEnded() && !signal.aborted) {
      if (await answers(port)) return onEvent({ event: 'ready', name, address: `http://127.0.0.1:${port}` });
      await sleep(POLL_MS);
    }
  }

  /** Waits until what was started has ended by itself, or for the signal. */
  ended(): Promise<void> {
    return this.end;
  }

  /** Asks the processes of the application to end, and ends those that do not. */
  async stop(): Promise<void> {
    const child = this.running;
    if (child === undefined) return;
    this.running = undefined;
    const ended = new Promise<void>((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) resolve();
      else child.once('exit', () => resolve());
    });
    signalGroup(child, 'SIGTERM');
    const timer = setTimeout(() => killGroup(child), GRACE_MS);
    await ended;
    clearTimeout(timer);
    await this.groupEnded(child);
  }

  /** Others of the group may still write their last lines: npm ends before the service that it started. */
  private async groupEnded(child: ChildProcess): Promise<void> {
    for (let waited = 0; waited < GRACE_MS && isGroupAlive(child); waited += POLL_MS) await sleep(POLL_MS);
    killGroup(child);
  }
}

/** Why code cannot be started. A file can be gone, or unreadable, for a moment: an editor writes in several steps. */
function reasonOf(error: unknown): string {
  if (isUserError(error)) return error.message;
  if (!/^E[A-Z0-9]+$/.test(systemCode(error) ?? '')) throw error;
  return `It cannot be started: ${(error as Error).message}.`;
}
