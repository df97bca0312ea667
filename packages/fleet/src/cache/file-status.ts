import { systemCode } from '@goldenpath/errors';
import { lstatSync, type Stats, statSync } from 'node:fs';

/** File systems with a clock of one or two seconds report times without a fraction. */
const COARSE_TICK_MS = 2_000;
const FINE_TICK_MS = 50;

/**
 * Returns the status of a file or folder as one text, without reading it. An equal status means equal content.
 *
 * A file that changed a moment ago can change again in the same clock tick and keep its status (Git calls this racily clean). Its status is
 * not reliable.
 *
 * @param asOf - The time in milliseconds when its content was read, or before that. @default now
 * @returns `undefined` when nothing exists, it is not of the `kind`, or it changed a moment before that time or after it.
 */
export function steadyStatus(path: string, kind: 'file' | 'folder', asOf = Date.now()): string | undefined {
  const status = lstatSync(path, { throwIfNoEntry: false });
  if (status === undefined || !(kind === 'file' ? status.isFile() : status.isDirectory())) return undefined;
  return steadyText(status, asOf);
}

/** As {@link steadyStatus}, of a file or folder, or of a link and its target; `absent` when nothing exists. */
export function steadyEntry(path: string, asOf: number): string | undefined {
  try {
    return entryText(path, asOf);
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    // Such as a folder that may not be searched.
    return undefined;
  }
}

function entryText(path: string, asOf: number): string | undefined {
  const own = lstatSync(path, { throwIfNoEntry: false });
  if (own === undefined) return 'absent';
  const text = steadyText(own, asOf);
  if (!own.isSymbolicLink() || text === undefined) return text;
  const target = statSync(path, { throwIfNoEntry: false });
  const below = target === undefined ? 'absent' : steadyText(target, asOf);
  return below && `${text} ${below}`;
}

function steadyText(status: Stats, asOf: number): string | undefined {
  const { size, ino, mtimeMs, ctimeMs } = status;
  const tick = ctimeMs % 1_000 === 0 ? COARSE_TICK_MS : FINE_TICK_MS;
  if (Math.max(mtimeMs, ctimeMs) > asOf - tick) return undefined;
  return `${size} ${ino} ${mtimeMs} ${ctimeMs}`;
}
