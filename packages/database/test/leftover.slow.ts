import { startEmbeddedServer } from '@goldenpath/database';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { sql } from './support';

const folder = mkdtempSync(path.join(tmpdir(), 'goldenpath-leftover-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Starts a server in a process that is killed, so that it cannot stop the server. */
async function leaveServer(): Promise<void> {
  const program = `
    const { startEmbeddedServer } = require('@goldenpath/database');
    startEmbeddedServer({ folder: ${JSON.stringify(folder)} }).then(() => process.kill(process.pid, 'SIGKILL'));
    setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ['--eval', program], { cwd: __dirname, stdio: 'ignore' });
  await new Promise((resolve) => child.once('close', resolve));
  expect(child.signalCode).toBe('SIGKILL');
}

test('a server that a killed process left running is stopped if the caller asks for it, and is an error if not', async () => {
  await leaveServer();
  await expect(startEmbeddedServer({ folder })).rejects.toMatchObject({ code: 'embedded-busy' });
  const server = await startEmbeddedServer({ folder, stopLeftover: true });
  try {
    expect(await sql(server.master, 'postgres', 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  } finally {
    await server.stop();
  }
}, 120_000);
