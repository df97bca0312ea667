import { existsSync } from 'node:fs';
import * as path from 'node:path';
import type { FleetContext } from '../context';
import type { RdsOptions } from './options';

export type LocalOptions = Pick<RdsOptions, 'local' | 'out'>;

const LOCAL = 'embedded-postgres';

/**
 * Removes the embedded servers that belong to a simulated cloud, and returns their identifiers. What runs PostgreSQL is loaded only where
 * there are any.
 */
export async function removeServersBeside(simulatedFolder: string): Promise<readonly string[]> {
  const folder = path.join(path.dirname(simulatedFolder), LOCAL);
  if (!existsSync(folder)) return [];
  const { removeLocalServers } = await import('./remove-local.js');
  return removeLocalServers(folder);
}

/** The folder of the embedded servers, their secrets and their audit: below `--out`, or in `dist` beside the platform file. */
export function localFolder({ source, cwd }: Pick<FleetContext, 'source' | 'cwd'>, { out }: LocalOptions): string {
  const base = out === undefined ? path.join(path.dirname(source.platformFile), 'dist') : path.resolve(cwd, out);
  return path.join(base, LOCAL);
}
