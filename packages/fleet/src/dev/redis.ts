import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type ChildProcess, freePort, killGroup, startProcess } from '@goldenpath/process';
import { makeFolders } from '@goldenpath/output';
import type { FleetContext } from '../context';
import type { OnDevEvent } from './events';
import type { Stub } from './stub';

const IMAGE = /(?:^|\/)(?:redis|valkey)(?:-[a-z]+)?(?:[:@]|$)/;
const PROGRAMS = ['redis-server', 'valkey-server'];

/** Whether an image is that of Redis, or of Valkey, which speaks the same protocol. */
export function isRedis(image: string): boolean {
  return IMAGE.test(image);
}

/** Returns the path of a Redis server on this machine; `undefined` where there is none. No npm package has one. */
export function findRedis(env: FleetContext['env']): string | undefined {
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.flatMap((folder) => PROGRAMS.map((program) => join(folder, program))).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Starts a Redis server on a free port, which keeps its data in a folder. */
export async function startRedis(
  program: string,
  { name, folder, env }: { readonly name: string; readonly folder: string; readonly env: FleetContext['env'] },
  onEvent: OnDevEvent,
): Promise<Stub> {
  makeFolders(folder);
  const port = await freePort();
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--loglevel', 'warning'];
  const child: ChildProcess = startProcess(program, args, {
    cwd: folder,
    env,
    stdio: 'ignore',
    endsWithParent: 'SIGTERM',
  });
  let isClosing = false;
  const ended = new Promise<void>((resolve) => {
    child.once('exit', (code, by) => {
      if (!isClosing) onEvent({ event: 'failed', name, reason: `${program} ended with ${code ?? by}.` });
      resolve();
    });
    child.once('error', (error) => {
      onEvent({ event: 'failed', name, reason: `${program} cannot be started: ${error.message}.` });
      resolve();
    });
  });
  return {
    host: '127.0.0.1',
    port,
    close: async () => {
      isClosing = true;
      child.kill('SIGTERM');
      const timer = setTimeout(() => killGroup(child), 10_000);
      await ended;
      clearTimeout(timer);
    },
  };
}
