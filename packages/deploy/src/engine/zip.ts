import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Readable } from 'node:stream';
import { open, type Entry, type ZipFile } from 'yauzl';
import { ReleaseError } from '../errors';

/**
 * Extracts one file from an archive.
 *
 * @throws ReleaseError when the file is not an archive, or does not contain that name.
 */
export async function extractFile(archive: string, name: string, target: string): Promise<void> {
  const zip = await opened(archive);
  try {
    const entry = await found(zip, name);
    if (entry === undefined)
      throw new ReleaseError(`${archive} does not contain ${name}.`, 'The download was discarded.');
    await pipeline(await contentOf(zip, entry), createWriteStream(target));
  } finally {
    zip.close();
  }
}

function opened(archive: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    open(archive, { lazyEntries: true, autoClose: false }, (error, zip) => {
      if (error === null) resolve(zip);
      else
        reject(
          new ReleaseError(`${archive} is not a zip archive (${error.message}).`, 'The download was discarded.', {
            cause: error,
          }),
        );
    });
  });
}

function found(zip: ZipFile, name: string): Promise<Entry | undefined> {
  return new Promise((resolve, reject) => {
    zip.on('error', reject);
    zip.on('end', () => resolve(undefined));
    zip.on('entry', (entry: Entry) => {
      if (entry.fileName === name) resolve(entry);
      else zip.readEntry();
    });
    zip.readEntry();
  });
}

/** Returns the content of an entry. */
export function contentOf(zip: ZipFile, entry: Entry): Promise<Readable> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => (error === null ? resolve(stream) : reject(error)));
  });
}
