import * as fs from 'node:fs';
import * as path from 'node:path';
import { type Engine, LOCK_FILE, makeLock, parseLockFile, type Stack, stackLock } from '@goldenpath/deploy';
import { systemCode, UserError } from '@goldenpath/errors';
import { asDiskError, writeFileAtomically } from '@goldenpath/output';
import type { FleetContext } from '../context';
import { engineFor } from './engine';
import { selectStacks } from './select-stacks';

/** Options of `lock`. */
export interface LockOptions {
  /** Platforms such as `linux_amd64`, whose hashes are recorded. @default those of Linux, macOS and Windows */
  readonly platforms?: readonly string[];
  /** A folder with providers in the layout of `terraform providers mirror`. @default the registry of each provider */
  readonly mirror?: string;
  /** Write nothing, and ask no registry; only compare. @default false */
  readonly check?: boolean;
  /** The output folder. @default next to the platform file */
  readonly out?: string;
}

/** The lock file of a fleet. */
export interface ProviderLock {
  readonly file: string;
  /** Whether the file locks the providers that the stacks require. After a run without `check`, it does. */
  readonly isComplete: boolean;
  /** What is missing. */
  readonly problem?: string;
  readonly isWritten: boolean;
}

/** What developers and runners use. */
const PLATFORMS = ['linux_amd64', 'linux_arm64', 'darwin_amd64', 'darwin_arm64', 'windows_amd64'];

/**
 * Writes the lock file of the fleet beside the platform file: the hashes of the providers that the stacks require.
 *
 * @throws UserError where a platform is not valid, or the engine finds no hashes.
 */
export async function lockProviders(context: FleetContext, options: LockOptions = {}): Promise<ProviderLock> {
  const { platforms = PLATFORMS, mirror, check = false, out } = options;
  const wrong = platforms.find((platform) => !/^[a-z0-9]+_[a-z0-9]+$/.test(platform));
  if (wrong !== undefined)
    throw new UserError(
      `\`${wrong}\` is not a platform.`,
      'Name an operating system and an architecture, such as linux_amd64.',
    );
  const { stacks } = await selectStacks(context, { ...(out !== undefined && { out }) });
  const engine = await engineFor(context);
  const file = lockFileOf(context);
  if (check) return compared(file, stacks, engine);
  const text = await makeLock(stacks, {
    engine,
    env: context.env,
    platforms,
    interrupt: context.signal,
    ...(mirror !== undefined && { mirror: path.resolve(context.cwd, mirror) }),
  });
  try {
    writeFileAtomically(file, text);
  } catch (error) {
    throw asDiskError(error, file, 'Nothing was written.', '');
  }
  return { file, isComplete: true, isWritten: true };
}

function compared(file: string, stacks: readonly Stack[], engine: Engine): ProviderLock {
  try {
    const locks = readLocks(file, stacks, engine);
    const problem = locks === undefined ? { problem: `There is no ${file}.` } : {};
    return { file, isComplete: locks !== undefined, isWritten: false, ...problem };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { file, isComplete: false, isWritten: false, problem: error.message };
  }
}

/**
 * Returns the lock file of each stack by name, from that of the fleet; `undefined` where the fleet has none.
 *
 * @throws LockFileError where the file does not lock a provider that a stack requires.
 */
export function fleetLocks(
  context: FleetContext,
  stacks: readonly Stack[],
  engine: Engine,
): ReadonlyMap<string, string> | undefined {
  return readLocks(lockFileOf(context), stacks, engine);
}

function readLocks(file: string, stacks: readonly Stack[], engine: Engine): ReadonlyMap<string, string> | undefined {
  const text = textOf(file);
  if (text === undefined) return undefined;
  const locks = parseLockFile(text, file);
  return new Map(stacks.map((stack) => [stack.name, stackLock(stack, engine, { file, locks })]));
}

function lockFileOf({ source }: FleetContext): string {
  return path.join(path.dirname(source.platformFile), LOCK_FILE);
}

function textOf(file: string): string | undefined {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw asDiskError(error, file, 'Nothing was done.', '');
  }
}
