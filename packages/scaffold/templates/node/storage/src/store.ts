import { createHash, randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { access, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Texts on the volume, by key. They survive the pod. */
export interface Store {
  readonly read: (key: string) => Promise<string | undefined>;
  readonly write: (key: string, value: string) => Promise<void>;
  /** Why nothing can be written; `undefined` where it can. */
  readonly unready: () => Promise<string | undefined>;
}

/** Opens the store in a folder, which is made where it is missing. */
export async function openStore(folder: string): Promise<Store> {
  const files = join(folder, 'files');
  await mkdir(files, { recursive: true });
  // A hash is a safe file name, whatever the key is.
  const fileOf = (key: string) => join(files, createHash('sha256').update(key).digest('hex'));
  return {
    read: (key) => readFile(fileOf(key), 'utf8').catch(undefinedIfMissing),
    write: (key, value) => writeWhole(fileOf(key), value),
    unready: () =>
      access(files, constants.W_OK).then(
        () => undefined,
        () => 'storage',
      ),
  };
}

/** Writes beside the file and renames: a reader, or a crash, never sees half of it. */
async function writeWhole(file: string, value: string): Promise<void> {
  const beside = `${file}.${randomUUID()}`;
  try {
    const handle = await open(beside, 'wx');
    try {
      await handle.writeFile(value);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

function undefinedIfMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined;
  throw error;
}
