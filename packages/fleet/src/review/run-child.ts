import { spawn } from 'node:child_process';

/** A command line, as the system takes it. */
export type CommandLine = readonly [string, ...string[]];

export interface ChildOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Aborted: the program is ended at once, with all that it has started. */
  readonly stopping: AbortSignal;
}

/** How a program ended, and the last of what it said. */
export interface EndedChild {
  /** `null` where it could not be started, or was ended. */
  readonly code: number | null;
  readonly said: string;
}

/** Programs that install and build say a lot: why one failed stands at the end. */
const MOST_KEPT = 10_000;

/** Runs a program to its end. What it prints is kept for an error, and shown to nobody otherwise. */
export function runChild([program, ...args]: CommandLine, { cwd, env, stopping }: ChildOptions): Promise<EndedChild> {
  const isWindows = process.platform === 'win32';
  const child = spawn(program, args, {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own can be ended as one: package managers start others.
    detached: !isWindows,
    shell: isWindows,
  });
  let said = '';
  const keep = (chunk: Buffer) => (said = `${said}${String(chunk)}`.slice(-MOST_KEPT));
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const stop = () => endGroup(child.pid);
  if (stopping.aborted) stop();
  stopping.addEventListener('abort', stop, { once: true });
  return new Promise((resolve) => {
    const end = (code: number | null) => {
      stopping.removeEventListener('abort', stop);
      // Somebody else's words may hold what a terminal would obey.
      resolve({ code, said: said.replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, '') });
    };
    child.on('error', () => end(null));
    child.on('close', end);
  });
}

function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
