import type { ChildProcess } from 'node:child_process';
import { systemCode } from '@goldenpath/errors';
import { lineSplitter, Output } from './output';
import { killGroup, startProcess, type StartOptions } from './process-group';

/** Options of `runProcess`. */
export interface ProcessOptions extends Omit<StartOptions, 'stdio'> {
  /** Written to standard input. @default empty */
  readonly input?: string | Buffer;
  /** Time limit in milliseconds, after which the group is killed. @default no limit */
  readonly timeoutMs?: number;
  /** Time limit for the first output in milliseconds, after which the group is killed. @default no limit */
  readonly firstOutputMs?: number;
  /** When aborted, the group is killed. @default never */
  readonly cancel?: AbortSignal | undefined;
  /** When aborted, the process (not its group) receives SIGINT. The run continues until it ends. @default never */
  readonly interrupt?: AbortSignal | undefined;
  /**
   * When aborted, the process receives SIGINT, then SIGTERM after {@link ProcessOptions.patienceMs}. After the same time again its group is
   * killed. @default never
   */
  readonly insist?: AbortSignal | undefined;
  /** Milliseconds that the process has to react to each signal of `insist`. @default 3000 */
  readonly patienceMs?: number;
  /** Bytes of output to keep, from the end. @default all */
  readonly maxOutput?: number;
  /**
   * Milliseconds to wait after the end for another process that keeps the output open, such as the ssh of Git that stays for the next
   * connection. @default until the output is closed
   */
  readonly outputGraceMs?: number;
  /** Called with each complete line of standard output. */
  readonly onLine?: (line: string) => void;
}

/**
 * Why a process has no exit code. `timeout`, `silent` and `cancelled`: it was killed because of {@link ProcessOptions.timeoutMs},
 * `firstOutputMs`, or `cancel` and `insist`. `signal`: another signal ended it. `not-started`: the system could not start it.
 */
export type ProcessFailure = 'timeout' | 'silent' | 'cancelled' | 'signal' | 'not-started';

/** The result and output of a process. Nothing is redacted: see `redactor`. */
export interface ProcessResult {
  /** The exit code, or why there is none. */
  readonly end: number | ProcessFailure;
  /** The system error when the process did not start, such as `ENOENT`. */
  readonly error?: Error;
  readonly stdout: Buffer;
  readonly stderr: string;
  /** Both streams, in order of arrival. */
  readonly all: string;
}

/** How long a killed process may keep its output open, in milliseconds. */
const KILL_GRACE_MS = 300;
/** The default of {@link ProcessOptions.patienceMs}. */
const PATIENCE_MS = 3_000;

/**
 * Runs a program to its end, without a shell.
 *
 * Does not throw when the program fails or cannot be started: see {@link ProcessResult.end}.
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
          // A started process that cannot be killed emits an error as well.
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
    // The process can end before it has read everything. Its exit code says why.
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

  /** If this process was busy, output may have arrived in time without being read. It is read first. */
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
