import * as path from 'node:path';

/** Where a simulated world is kept: below `--out`, or in `dist` beside the platform file. */
export function simulatedFolderIn(base: string, hasOut: boolean): string {
  return hasOut ? path.join(base, 'simulated') : path.join(base, 'dist', 'simulated');
}
