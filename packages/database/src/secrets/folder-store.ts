import { systemCode } from '@goldenpath/errors';
import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import * as path from 'node:path';
import type { SecretStore } from './store';

/** A secret store in a folder that only its owner reads: a file for each secret. For the embedded server and for tests. */
export function folderSecretStore(folder: string): SecretStore {
  // Encoded, so that no name leaves the folder.
  const fileOf = (name: string) => path.join(folder, `${encodeURIComponent(name)}.json`);
  return {
    title: 'the local secret store',
    read: async (name) => {
      try {
        return await readFile(fileOf(name), 'utf8');
      } catch (error) {
        if (systemCode(error) === 'ENOENT') return undefined;
        throw error;
      }
    },
    write: async (name, content) => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const temporary = path.join(folder, `.${randomUUID()}.tmp`);
      const file = await open(temporary, 'wx', 0o600);
      try {
        await file.writeFile(content);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(temporary, fileOf(name));
    },
  };
}
