import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The workspace's folder. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const stamps = join(root, 'node_modules', '.goldenpath');

/** What `name` was last done for; undefined where it never was. */
export function readStamp(name) {
  try {
    return readFileSync(join(stamps, name), 'utf8');
  } catch {
    return undefined;
  }
}

/** Remembers what `name` was done for, so that it is not done again. */
export function writeStamp(name, signature) {
  mkdirSync(stamps, { recursive: true });
  writeFileSync(join(stamps, name), signature);
}

export function digest(text) {
  return createHash('sha256').update(text).digest('hex');
}
