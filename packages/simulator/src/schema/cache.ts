import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { systemCode } from '@goldenpath/errors';
import { writeFileAtomically } from '@goldenpath/output';
import type { DerivedModule } from './derive';

/** Returns a stored module; undefined when it is missing or damaged and must be derived again. */
export function readCache(file: string): DerivedModule | undefined {
  try {
    const { sum, module } = JSON.parse(readFileSync(file, 'utf8')) as { sum: string; module: DerivedModule };
    return sum === checksum(module) ? module : undefined;
  } catch {
    return undefined;
  }
}

/** Stores a derived module. A cache that is not writable is not an error. */
export function writeCache(file: string, module: DerivedModule): void {
  try {
    writeFileAtomically(file, JSON.stringify({ sum: checksum(module), module }));
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
  }
}

function checksum(module: DerivedModule): string {
  return createHash('sha256').update(JSON.stringify(module)).digest('hex').slice(0, 16);
}
