import { isUserError, systemCode, UserError } from '@goldenpath/errors';
import { runProcess } from '@goldenpath/process';
import * as path from 'node:path';
import { Changes } from './changes';
import { Child, type Program, SUCCEEDED } from './child';
import type { OnDevEvent } from './events';
import { type Command, type Runtime, runtimeOf } from './runtime';

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
  /** The migration. It runs once, after the code was built for the first time and before anything starts. @default nothing */
  readonly runsFirst?: Program;
  /** Programs that start and end with it. @default none */
  readonly processes?: readonly Program[];
  readonly signal: AbortSignal;
  readonly onEvent: OnDevEvent;
}

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

/**
 * Runs an application until the signal. Its processes have ended then.
 *
 * @throws UserError where its migration fails.
 */
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
  /** The programs that were started, the application first. */
  private running: Child[] = [];
  private isMigrated = false;

  constructor(
    private readonly options: SupervisedOptions,
    private readonly changes: Changes,
  ) {}

  /** Prepares the code and starts it. While it is prepared, and where it cannot be, what runs already goes on. */
  async restart(): Promise<void> {
    const { signal } = this.options;
    const runtime = await this.prepared();
    if (runtime === undefined || !(await this.migrated())) return;
    await this.stop();
    if (!signal.aborted) this.start(runtime.start);
  }

  /** Waits until the application has ended by itself, or for the signal. */
  async ended(): Promise<void> {
    const { signal } = this.options;
    const aborted = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
    await Promise.race([this.running[0]?.end, ...(signal.aborted ? [] : [aborted])]);
  }

  /** Ends all programs. */
  async stop(): Promise<void> {
    const { running } = this;
    this.running = [];
    await Promise.all(running.map((child) => child.stop()));
  }

  /** @returns `undefined` where the code cannot be started, which was reported. */
  private async prepared(): Promise<Runtime | undefined> {
    const { name, folder, onEvent } = this.options;
    try {
      const runtime = runtimeOf(folder);
      const install = runtime.install();
      for (const command of install) if (!(await this.run(command))) return undefined;
      if (install.length > 0) runtime.installed();
      this.changes.accept(runtime.lockfiles);
      for (const command of runtime.build) if (!(await this.run(command))) return undefined;
      return runtime;
    } catch (error) {
      onEvent({ event: 'failed', name, reason: reasonOf(error) });
      return undefined;
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

  /**
   * Runs the migration, unless it ran before.
   *
   * @returns whether it has succeeded. It has not where the run ends.
   */
  private async migrated(): Promise<boolean> {
    const { runsFirst, name, signal, onEvent } = this.options;
    if (runsFirst === undefined || this.isMigrated) return true;
    if (signal.aborted) return false;
    onEvent({ event: 'step', name, step: `run the migration: ${[runsFirst.program, ...runsFirst.args].join(' ')}` });
    const migration = new Child(runsFirst, this.options);
    this.running = [migration];
    await this.ended();
    await this.stop();
    if (signal.aborted) return false;
    const end = await migration.end;
    if (end !== SUCCEEDED)
      throw new UserError(
        `The migration of ${name} failed: ${end}`,
        'Its last lines say why. It runs in the folder of the repository. Correct it, and run this again.',
        { code: 'migration-failed' },
      );
    onEvent({ event: 'done', name: runsFirst.name });
    this.isMigrated = true;
    return true;
  }

  private start({ program, args }: Command): void {
    const { name, env, port, isJob = false, processes = [], onEvent } = this.options;
    const main: Program = { name, program, args, env, ...(port !== undefined && { port }) };
    this.running = [main, ...processes].map((each) => {
      const child = new Child(each, this.options);
      void child.end.then((end) => {
        if (end === undefined || (isJob && end === SUCCEEDED)) return;
        onEvent({ event: 'failed', name: each.name, reason: end });
      });
      return child;
    });
  }
}

/** Why code cannot be started. A file can be gone, or unreadable, for a moment: an editor writes in several steps. */
function reasonOf(error: unknown): string {
  if (isUserError(error)) return error.message;
  if (!/^E[A-Z0-9]+$/.test(systemCode(error) ?? '')) throw error;
  return `It cannot be started: ${(error as Error).message}.`;
}
