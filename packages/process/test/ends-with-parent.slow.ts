import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

/** Starts two groups, of which the second one has ended, and prints the number of the first one. */
const PARENT = `
  const { startProcess } = require('@goldenpath/process');
  const start = (script) => startProcess('/bin/sh', ['-c', script], {
    cwd: '/', env: process.env, stdio: 'ignore', endsWithParent: 'SIGTERM',
  });
  const { pid } = start('sleep 1000 & sleep 1000');
  start('exit').once('close', () => console.log(pid));
  setInterval(() => undefined, 1000);
`;

test.each(['SIGKILL', 'SIGTERM'] as const)(
  'a group ends when its parent is ended by %s',
  async (signal) => {
    const parent = spawn(process.execPath, ['-e', PARENT], { cwd: __dirname, stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(createInterface(parent.stdout), 'line')) as [string];
    const group = Number(line);
    expect(isAlive(group)).toBe(true);
    parent.kill(signal);
    while (isAlive(group)) await sleep(50);
  },
  120_000,
);

function isAlive(group: number): boolean {
  try {
    process.kill(-group, 0);
    return true;
  } catch {
    return false;
  }
}
