import * as path from 'node:path';

/** Returns the folder of a simulated cloud: below `--out`, or in `dist` next to the platform file. */
export function simulatedFolderIn(base: string, hasOut: boolean): string {
  return hasOut ? path.join(base, 'simulated') : path.join(base, 'dist', 'simulated');
}
