import * as path from 'node:path';

/** The folder of a simulated cloud: below `--out`, or in `dist` beside the platform file. */
export function simulatedFolderIn(base: string, hasOut: boolean): string {
  return hasOut ? path.join(base, 'simulated') : path.join(base, 'dist', 'simulated');
}
