import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root folder of the workspace. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const stamps = join(root, 'node_modules', '.goldenpath');

/** Returns the signature that `name` was last done for; undefined when it never was. */
export function readStamp(name) {
  try {
    return readFileSync(join(stamps, name), 'utf8');
  } catch {
    return undefined;
  }
}

/** Records the signature that `name` was done for. */
export function writeStamp(name, signature) {
  mkdirSync(stamps, { recursive: true });
  writeFileSync(join(stamps, name), signature);
}

export function digest(text) {
  return createHash('sha256').update(text).digest('hex');
}
