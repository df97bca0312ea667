import { lstatSync } from 'node:fs';

/** File systems whose clock ticks in whole seconds, or in two, show times without a fraction. */
const COARSE_TICK_MS = 2_000;
const FINE_TICK_MS = 50;

/**
 * What the system says of a file or folder, without reading it, as one text: where it is the same as before, so is what is in it.
 *
 * A file that changed a moment ago could change again in the same tick of the clock and keep its status (git calls it racily clean). Such a
 * status says nothing.
 *
 * @returns `undefined` where there is nothing, something else than `kind`, or something that changed a moment ago.
 */
export function steadyStatus(path: string, kind: 'file' | 'folder'): string | undefined {
  const status = lstatSync(path, { throwIfNoEntry: false });
  if (status === undefined || !(kind === 'file' ? status.isFile() : status.isDirectory())) return undefined;
  const { size, ino, mtimeMs, ctimeMs } = status;
  const tick = ctimeMs % 1_000 === 0 ? COARSE_TICK_MS : FINE_TICK_MS;
  if (Math.max(mtimeMs, ctimeMs) > Date.now() - tick) return undefined;
  return `${size} ${ino} ${mtimeMs} ${ctimeMs}`;
}
