import { folderSecretStore } from '@goldenpath/database';
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'goldenpath-store-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('one of many writers that read the same version succeeds', async () => {
  const stores = Array.from({ length: 8 }, () => folderSecretStore(folder));
  for (let round = 0; round < 3; round++) {
    const version = (await folderSecretStore(folder).read('orders'))?.version;
    const writes = await Promise.allSettled(
      stores.map((store, index) => store.write('orders', `${round}-${index}`, version)),
    );
    const winners = writes.flatMap(({ status }, index) => (status === 'fulfilled' ? [index] : []));
    expect(winners).toHaveLength(1);
    for (const write of writes)
      if (write.status === 'rejected') expect(write.reason).toMatchObject({ code: 'secret-conflict' });
    expect((await folderSecretStore(folder).read('orders'))?.content).toBe(`${round}-${winners[0]}`);
  }
  expect(readdirSync(folder)).toEqual(['orders.json']);
});

test('a write based on an older version changes nothing', async () => {
  const store = folderSecretStore(folder);
  await store.write('orders', 'one', undefined);
  const first = await store.read('orders');
  await store.write('orders', 'two', first?.version);
  await expect(store.write('orders', 'three', first?.version)).rejects.toMatchObject({ code: 'secret-conflict' });
  expect((await store.read('orders'))?.content).toBe('two');
});

test('the lock of a killed writer does not block the next one', async () => {
  const lock = path.join(folder, 'orders.json.lock');
  writeFileSync(lock, '');
  utimesSync(lock, new Date(0), new Date(0));
  await folderSecretStore(folder).write('orders', 'one', undefined);
  expect(readdirSync(folder)).toEqual(['orders.json']);
});
