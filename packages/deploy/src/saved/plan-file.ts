import { buffer } from 'node:stream/consumers';
import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import { contentOf } from '../engine/zip';

/** The prior state in a plan file. */
const STATE = 'tfstate';
/** The versions and hashes of the providers that made the plan. Terraform applies it with exactly these. */
const LOCK = '.terraform.lock.hcl';

/** What a plan file of Terraform or OpenTofu contains besides the changes. */
export interface PlanFileParts {
  /** The state that the plan was made from, as JSON. */
  readonly state: string;
  /** The lock file of the providers. */
  readonly lock?: Buffer;
}

/**
 * Reads the content of a plan file, which is a zip archive.
 *
 * @throws Error when it is not an archive, or has no state.
 */
export async function readPlanFile(content: Buffer): Promise<PlanFileParts> {
  const parts = await planFileEntries(content, [STATE, LOCK]);
  const state = parts.get(STATE);
  const lock = parts.get(LOCK);
  if (state === undefined) throw new Error('It contains no state.');
  return { state: state.toString('utf8'), ...(lock !== undefined && { lock }) };
}

/**
 * Reads the files in a plan file.
 *
 * @param names - The files to read. @default all
 */
export async function planFileEntries(
  content: Buffer,
  names?: readonly string[],
): Promise<ReadonlyMap<string, Buffer>> {
  const zip = await opened(content);
  const entries = new Map<string, Buffer>();
  try {
    for (;;) {
      const entry = await next(zip);
      if (entry === undefined) return entries;
      if (names === undefined || names.includes(entry.fileName))
        entries.set(entry.fileName, await buffer(await contentOf(zip, entry)));
    }
  } finally {
    zip.close();
  }
}

function opened(content: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    fromBuffer(content, { lazyEntries: true }, (error, zip) => (error === null ? resolve(zip) : reject(error)));
  });
}

function next(zip: ZipFile): Promise<Entry | undefined> {
  return new Promise((resolve, reject) => {
    zip.once('error', reject);
    zip.once('end', () => resolve(undefined));
    zip.once('entry', resolve);
    zip.readEntry();
  });
}
