import { type ChildProcess, execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { writtenFleet } from './written-fleet';

/** An event of a development run. */
export type DevRunEvent = Readonly<Record<'event' | 'name', string>> & Readonly<Record<string, string | undefined>>;

/** A development run, as a program reads it. */
export class DevRun {
  readonly events: DevRunEvent[] = [];
  readonly ended: Promise<number | string>;
  private stderr = '';
  private readonly waiting = new Set<() => void>();

  constructor(private readonly child: ChildProcess) {
    if (child.stdout !== null)
      createInterface(child.stdout).on('line', (line) => {
        this.events.push(JSON.parse(line) as DevRunEvent);
        for (const look of this.waiting) look();
      });
    child.stderr?.on('data', (chunk) => (this.stderr += String(chunk)));
    this.ended = new Promise((resolve) => child.once('close', (code, signal) => resolve(code ?? signal ?? '')));
  }

  /** Waits for the event with this number, from 1, of a service. */
  async event(event: string, name: string, number = 1): Promise<DevRunEvent> {
    const found = () => this.events.filter((one) => one.event === event && one.name === name)[number - 1];
    return new Promise((resolve, reject) => {
      const look = () => {
        const one = found();
        if (one === undefined) return;
        this.waiting.delete(look);
        resolve(one);
      };
      this.waiting.add(look);
      look();
      void this.ended.then((code) =>
        reject(new Error(`It ended with ${code}.\n${this.stderr}\n${JSON.stringify(this.events.slice(-30), null, 1)}`)),
      );
    });
  }

  interrupt(signal: 'SIGINT' | 'SIGTERM' | 'SIGKILL' = 'SIGINT'): void {
    this.child.kill(signal);
  }
}

/** Whether something listens at `host:port` or `http://host:port`. */
export function isOpen(address: string): Promise<boolean> {
  const [, host = '', port] = /^(?:http:\/\/)?([^:]+):(\d+)$/.exec(address) ?? [];
  return new Promise((resolve) => {
    const socket = connect(Number(port), host);
    socket.once('connect', () => (socket.destroy(), resolve(true)));
    socket.once('error', () => resolve(false));
  });
}

/** Runs work during a development run, which has ended afterwards. */
export async function during(child: ChildProcess, work: (run: DevRun) => Promise<void>): Promise<void> {
  const run = new DevRun(child);
  try {
    await work(run);
  } finally {
    run.interrupt();
    await run.ended;
  }
}

/** A fleet whose clusters give pods a role, in a repository that ignores what is for this machine alone. */
export function ignoringFleet(...fleet: Parameters<typeof writtenFleet>): string {
  const cwd = writtenFleet(...fleet);
  execFileSync('git', ['init', '--quiet'], { cwd });
  writeFileSync(join(cwd, '.gitignore'), '/.goldenpath/\n/dist/\n');
  return cwd;
}

/** Writes the values of this machine for an application. */
export function writeSecrets(cwd: string, app: string, text: string): void {
  mkdirSync(join(cwd, '.goldenpath/dev'), { recursive: true });
  writeFileSync(join(cwd, '.goldenpath/dev', `${app}.yaml`), text);
}

/** Whether a process runs. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
