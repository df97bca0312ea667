import { systemCode } from '@goldenpath/errors';
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { secretConflict } from './conflict';
import type { SecretStore, StoredSecret } from './store';

/** A lock that is older than this is of a process that was killed. A write holds it for milliseconds. */
const STALE_MS = 30_000;

/** A secret store in a folder that only its owner reads: a file for each secret. For the embedded server and for tests. */
export function folderSecretStore(folder: string): SecretStore {
  // Encoded, so that no name leaves the folder.
  const fileOf = (name: string) => path.join(folder, `${encodeURIComponent(name)}.json`);
  return {
    title: 'the local secret store',
    read: (name) => readSecretFile(fileOf(name)),
    write: async (name, content, after) => {
      const file = fileOf(name);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await withFileLock(`${file}.lock`, async () => {
        if ((await readSecretFile(file))?.version !== after) throw secretConflict(name);
        await replaceFile(file, content);
      });
    },
    create: async (name, content) => {
      const file = fileOf(name);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      let isNew = false;
      await withFileLock(`${file}.lock`, async () => {
        isNew = (await readSecretFile(file)) === undefined;
        if (isNew) await replaceFile(file, content);
      });
      return isNew;
    },
    remove: async (name) => {
      const file = fileOf(name);
      const found = await readSecretFile(file);
      await rm(file, { force: true });
      return found !== undefined;
    },
  };
}

/** The version of a file is the digest of its content. */
async function readSecretFile(file: string): Promise<StoredSecret | undefined> {
  try {
    const content = await readFile(file, 'utf8');
    const { mtime } = await stat(file);
    return { content, version: createHash('sha256').update(content).digest('hex'), createdAt: mtime };
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

async function replaceFile(target: string, content: string): Promise<void> {
  const temporary = path.join(path.dirname(target), `.${randomUUID()}.tmp`);
  const file = await open(temporary, 'wx', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, target);
}

async function withFileLock(lock: string, work: () => Promise<void>): Promise<void> {
  while (!(await tryLock(lock))) {
    await removeStale(lock);
    await sleep(10);
  }
  try {
    await work();
  } finally {
    await rm(lock, { force: true });
  }
}

async function tryLock(lock: string): Promise<boolean> {
  try {
    await (await open(lock, 'wx', 0o600)).close();
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/** A rename is atomic: one of several processes takes a stale lock away. */
async function removeStale(lock: string): Promise<void> {
  try {
    const { mtimeMs } = await stat(lock);
    if (Date.now() - mtimeMs < STALE_MS) return;
    const taken = `${lock}.${randomUUID()}`;
    await rename(lock, taken);
    await rm(taken, { force: true });
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
  }
}
