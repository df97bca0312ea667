import type { ChildProcess } from 'node:child_process';
import { systemCode } from '@goldenpath/errors';
import { lineSplitter, Output } from './output';
import { killGroup, startProcess, type StartOptions } from './process-group';

/** How a process runs. */
export interface ProcessOptions extends Omit<StartOptions, 'stdio'> {
  /** Written to its standard input. @default the standard input is empty */
  readonly input?: string | Buffer;
  /** Milliseconds that it may take. Then its group is killed. @default no limit */
  readonly timeoutMs?: number;
  /** Milliseconds until its first output. Then its group is killed. @default no limit */
  readonly firstOutputMs?: number;
  /** When aborted, its group is killed. @default it is not cancelled */
  readonly cancel?: AbortSignal | undefined;
  /** When aborted, the process (not its group) receives SIGINT. The run goes on until it ends. @default it is not interrupted */
  readonly interrupt?: AbortSignal | undefined;
  /**
   * When aborted, the process receives SIGINT, and SIGTERM after {@link ProcessOptions.patienceMs}. After the same time again its group is
   * killed. @default it is not ended
   */
  readonly insist?: AbortSignal | undefined;
  /** Milliseconds that the process has to react to each signal of `insist`. @default 3000 */
  readonly patienceMs?: number;
  /** Bytes of output that are kept: the last ones. @default all */
  readonly maxOutput?: number;
  /**
   * Milliseconds to wait, after it has ended, for another process that holds its output open, such as the ssh of Git that
   * stays for the next connection. @default until the output is closed
   */
  readonly outputGraceMs?: number;
  /** Called with each complete line of its standard output. */
  readonly onLine?: (line: string) => void;
}

/**
 * Why a process has no exit code. `timeout`, `silent` and `cancelled`: it was killed by {@link ProcessOptions.timeoutMs},
 * `firstOutputMs`, or `cancel` and `insist`. `signal`: another signal ended it. `not-started`: the system could not start it.
 */
export type ProcessFailure = 'timeout' | 'silent' | 'cancelled' | 'signal' | 'not-started';

/** How a process ended, and what it printed. Nothing is redacted: see `redactor`. */
export interface ProcessResult {
  /** The exit code, or the reason why there is none. */
  readonly end: number | ProcessFailure;
  /** The error of the system when it did not start, such as `ENOENT`. */
  readonly error?: Error;
  readonly stdout: Buffer;
  readonly stderr: string;
  /** Both streams, in the order in which the output arrived. */
  readonly all: string;
}

/** How long a killed process may keep its output open, in milliseconds. */
const KILL_GRACE_MS = 300;
/** The default of {@link ProcessOptions.patienceMs}. */
const PATIENCE_MS = 3_000;

/**
 * Runs a program to its end, without a shell.
 *
 * It does not fail when the program fails or cannot be started: see {@link ProcessResult.end}.
 */
export async function runProcess(
  program: string,
  args: readonly string[],
  options: ProcessOptions,
): Promise<ProcessResult> {
  const stdin = options.input === undefined ? 'ignore' : 'pipe';
  try {
    const child = startProcess(program, args, { ...options, stdio: [stdin, 'pipe', 'pipe'] });
    return await new Run(child, options).end();
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return resultOf('not-started', new Output(0), error as Error);
  }
}

class Run {
  private readonly output: Output;
  private readonly undo: (() => void)[] = [];
  private ending: ProcessResult['end'] | undefined;
  private isHeard = false;
  private finish: () => void = () => undefined;

  constructor(
    private readonly child: ChildProcess,
    private readonly options: ProcessOptions,
  ) {
    this.output = new Output(options.maxOutput ?? Infinity);
  }

  async end(): Promise<ProcessResult> {
    let error: Error | undefined;
    try {
      await new Promise<void>((resolve) => {
        this.finish = resolve;
        this.child.on('error', (cause) => {
          // A process that has started and cannot be killed emits an error as well.
          if (this.child.pid !== undefined) return;
          error = cause;
          this.ending = 'not-started';
          resolve();
        });
        this.child.on('exit', (code) => this.ended(code));
        this.child.on('close', resolve);
        this.listen();
        this.feed();
        this.limit();
      });
    } finally {
      this.undo.forEach((step) => step());
      this.child.stdout?.destroy();
      this.child.stderr?.destroy();
    }
    return resultOf(this.ending ?? 'signal', this.output, error);
  }

  private listen(): void {
    const { onLine } = this.options;
    const split = onLine === undefined ? undefined : lineSplitter(onLine);
    const add = (stream: 'stdout' | 'stderr') => (bytes: Buffer) => {
      this.isHeard = true;
      this.output.add(stream, bytes);
      if (stream === 'stdout') split?.(bytes);
    };
    this.child.stdout?.on('data', add('stdout'));
    this.child.stderr?.on('data', add('stderr'));
  }

  private feed(): void {
    // It may end before it has read everything: its exit code says why.
    this.child.stdin?.on('error', () => undefined);
    this.child.stdin?.end(this.options.input);
  }

  private limit(): void {
    const { timeoutMs, firstOutputMs, cancel, interrupt, insist } = this.options;
    if (timeoutMs !== undefined) this.after(timeoutMs, () => this.killUnless(() => false, 'timeout'));
    if (firstOutputMs !== undefined) this.after(firstOutputMs, () => this.killUnless(() => this.isHeard, 'silent'));
    if (cancel !== undefined) this.whenAborted(cancel, () => this.kill('cancelled'));
    if (interrupt !== undefined) this.whenAborted(interrupt, () => void this.child.kill('SIGINT'));
    if (insist !== undefined) this.whenAborted(insist, () => this.escalate());
  }

  private escalate(): void {
    const patience = this.options.patienceMs ?? PATIENCE_MS;
    this.child.kill('SIGINT');
    this.after(patience, () => this.child.kill('SIGTERM'));
    this.after(2 * patience, () => {
      if (this.ending === undefined) this.kill('cancelled');
    });
  }

  /** When this process was busy, the output that came in time has not been read yet: it is read first. */
  private killUnless(isFine: () => boolean, reason: ProcessFailure): void {
    setImmediate(() => {
      if (this.ending === undefined && !isFine()) this.kill(reason);
    });
  }

  private kill(reason: ProcessFailure): void {
    this.ending ??= reason;
    killGroup(this.child);
    this.after(KILL_GRACE_MS, () => setImmediate(this.finish));
  }

  private ended(code: number | null): void {
    this.ending ??= code ?? 'signal';
    const { outputGraceMs } = this.options;
    if (outputGraceMs !== undefined) this.after(outputGraceMs, () => setImmediate(this.finish));
  }

  private after(milliseconds: number, action: () => void): void {
    const timer = setTimeout(action, Math.max(milliseconds, 0));
    this.undo.push(() => clearTimeout(timer));
  }

  private whenAborted(signal: AbortSignal, action: () => void): void {
    if (signal.aborted) return action();
    signal.addEventListener('abort', action, { once: true });
    this.undo.push(() => signal.removeEventListener('abort', action));
  }
}

function resultOf(end: ProcessResult['end'], output: Output, error?: Error): ProcessResult {
  return {
    end,
    ...(error !== undefined && { error }),
    get stdout() {
      return output.bytesOf('stdout');
    },
    get stderr() {
      return output.bytesOf('stderr').toString('utf8');
    },
    get all() {
      return output.bytesOf().toString('utf8');
    },
  };
}
