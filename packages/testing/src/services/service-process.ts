import { type ChildProcess, spawn } from 'node:child_process';
import type { Image } from './image';

/** A line that a service logged. */
export type LogLine = Readonly<Record<string, unknown>>;

/** A service that runs as a process. */
export interface ServiceProcess {
  /** Its address, once it listens. */
  readonly address: string;
  /** Every line of its stdout; one that is not JSON is `{ text }`. */
  readonly lines: readonly LogLine[];
  /** Waits for a line, also one that was logged before. */
  readonly logged: (isIt: (line: LogLine) => boolean) => Promise<LogLine>;
  readonly signal: (signal: NodeJS.Signals) => void;
  /** How it ended: the exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
}

/** A worker that runs as a process. */
export type WorkerProcess = Omit<ServiceProcess, 'address'>;

const running = new Set<ChildProcess>();

afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
});

/** Starts the command of an image, and waits until it listens. */
export async function startService(image: Image, env: Readonly<Record<string, string>>): Promise<ServiceProcess> {
  const service = spawnService(image, image.command, { PORT: '0', ...env });
  const { port, message } = await service.logged((line) => portIn(line) !== undefined);
  return { ...service, address: `http://127.0.0.1:${portIn({ port, message }) ?? 0}` };
}

/** Starts the command of an image, which listens on nothing. */
export function startWorker(image: Image, env: Readonly<Record<string, string>>): WorkerProcess {
  return spawnService(image, image.command, env);
}

/** Runs a command of an image to its end. */
export async function runInImage(
  image: Image,
  command: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<{ readonly code: number | string; readonly lines: readonly LogLine[] }> {
  const { ended, lines } = spawnService(image, command, env);
  return { code: await ended, lines };
}

/** Node logs the port as a field; uvicorn in its message. */
function portIn({ port, message }: LogLine): number | undefined {
  if (typeof port === 'number') return port;
  const [, digits] = /running on http:\/\/[^:]+:(\d+)/.exec(String(message)) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

function spawnService(
  { folder, environment }: Image,
  [program = '', ...args]: readonly string[],
  env: Readonly<Record<string, string>>,
): WorkerProcess {
  const child = spawn(program, args, {
    cwd: folder,
    env: { ...environment, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const lines: LogLine[] = [];
  const waiting = new Set<() => void>();
  let rest = '';
  let stderr = '';
  child.stderr.on('data', (chunk) => (stderr += String(chunk)));
  child.stdout.on('data', (chunk) => {
    const texts = (rest + String(chunk)).split('\n');
    rest = texts.pop() ?? '';
    lines.push(...texts.map(parseLine));
    for (const look of waiting) look();
  });
  const ended = new Promise<number | string>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      running.delete(child);
      resolve(code ?? signal ?? '');
    });
  });
  const logged = (isIt: (line: LogLine) => boolean) =>
    new Promise<LogLine>((resolve, reject) => {
      const look = () => {
        const found = lines.find(isIt);
        if (found === undefined) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
      void ended.then((code) => {
        look();
        reject(new Error(`The service ended with ${code}.\n${JSON.stringify(lines, null, 2)}\n${stderr}`));
      });
    });
  return { lines, logged, ended, signal: (signal) => void child.kill(signal) };
}

function parseLine(text: string): LogLine {
  try {
    return JSON.parse(text) as LogLine;
  } catch {
    return { text };
  }
}
