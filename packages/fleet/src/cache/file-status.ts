import { lstatSync } from 'node:fs';

/** File systems with a clock of one or two seconds report times without a fraction. */
const COARSE_TICK_MS = 2_000;
const FINE_TICK_MS = 50;

/**
 * Returns the status of a file or folder as one text, without reading it. An equal status means equal content.
 *
 * A file that changed a moment ago can change again in the same clock tick and keep its status (Git calls this racily clean). Its status is
 * not reliable.
 *
 * @returns `undefined` when nothing exists, it is not of the `kind`, or it changed a moment ago.
 */
export function steadyStatus(path: string, kind: 'file' | 'folder'): string | undefined {
  const status = lstatSync(path, { throwIfNoEntry: false });
  if (status === undefined || !(kind === 'file' ? status.isFile() : status.isDirectory())) return undefined;
  const { size, ino, mtimeMs, ctimeMs } = status;
  const tick = ctimeMs % 1_000 === 0 ? COARSE_TICK_MS : FINE_TICK_MS;
  if (Math.max(mtimeMs, ctimeMs) > Date.now() - tick) return undefined;
  return `${size} ${ino} ${mtimeMs} ${ctimeMs}`;
}
