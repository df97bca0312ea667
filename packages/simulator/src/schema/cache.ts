import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { dirname } from 'node:path';
import type { DerivedModule } from './derive';

/** What was derived before, or undefined where nothing is kept or what is kept is damaged: it is derived again. */
export function readCache(file: string): DerivedModule | undefined {
  try {
    const { sum, module } = JSON.parse(readFileSync(file, 'utf8')) as { sum: string; module: DerivedModule };
    return sum === checksum(module) ? module : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps what was derived. A cache that cannot be written (a full disk, no permission) is not an error. */
export function writeCache(file: string, module: DerivedModule): void {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    mkdirSync(dirname(file), { recursive: true });
  } catch {
    return;
  }
  try {
    writeFileSync(temporary, JSON.stringify({ sum: checksum(module), module }));
    renameSync(temporary, file);
  } catch {
    rmSync(temporary, { force: true });
  }
}

function checksum(module: DerivedModule): string {
  return createHash('sha256').update(JSON.stringify(module)).digest('hex').slice(0, 16);
}
