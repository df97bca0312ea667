import { userInfo } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { EngineError, ReleaseError } from '../errors';
import { type Engine, type Environment, OLDEST_ENGINE } from './engine';
import type { ReleaseSource } from './fetch-release';
import { isPath, tryFindOnPath } from './on-path';
import { hashicorpReleases, installedRelease, type ReleaseOptions } from './install-release';
import { tryEngine } from './try-engine';

export interface EngineOptions extends Omit<ReleaseOptions, 'source'> {
  /** Where releases are downloaded from, and their key. @default HashiCorp, or `GOLDENPATH_TERRAFORM_MIRROR` */
  readonly source?: ReleaseSource;
  /** The environment with `GOLDENPATH_TERRAFORM`, `GOLDENPATH_TERRAFORM_MIRROR` and `PATH`. */
  readonly env: Environment;
  /** Whether a release may be downloaded when no engine is found. @default true */
  readonly mayFetch?: boolean;
}

const REMEDY =
  `Install Terraform or OpenTofu ${OLDEST_ENGINE} or newer and put it on the PATH, ` +
  'or set GOLDENPATH_TERRAFORM to the path of one.';

/**
 * Finds the engine that runs the stacks: the one in `GOLDENPATH_TERRAFORM`, or `terraform` on the PATH, or `tofu` on the PATH, or a pinned
 * release that is downloaded and verified once into a cache.
 *
 * @throws EngineError that lists the candidates and why none is usable.
 */
export async function findEngine(options: EngineOptions): Promise<Engine> {
  const { env } = options;
  const asked = env['GOLDENPATH_TERRAFORM'];
  if (asked !== undefined && asked !== '') return askedEngine(asked, env);
  const seen: string[] = [];
  for (const command of ['terraform', 'tofu']) {
    const program = tryFindOnPath(command, env);
    const found = program === undefined ? undefined : await tryEngine(program, 'path', env);
    if (found !== undefined && 'program' in found) return found;
    seen.push(found === undefined ? `there is no ${command} on the PATH` : `${program} ${found.reason}`);
  }
  return fetchedEngine(options, seen);
}

/** The user named this engine, so it is never silently replaced by another. */
async function askedEngine(asked: string, env: Environment): Promise<Engine> {
  // Stacks run in other folders, where a relative path would mean another program.
  const program = isPath(asked) ? resolve(asked) : tryFindOnPath(asked, env);
  if (program === undefined)
    throw new EngineError(`GOLDENPATH_TERRAFORM is ${asked}, which is not on the PATH.`, REMEDY);
  const found = await tryEngine(program, 'asked', env);
  if ('program' in found) return found;
  throw new EngineError(`GOLDENPATH_TERRAFORM is ${asked}, which ${found.reason}.`, REMEDY);
}

async function fetchedEngine(options: EngineOptions, seen: readonly string[]): Promise<Engine> {
  const looked = seen.join(', ');
  if (options.mayFetch === false) throw new EngineError(`No usable Terraform: ${looked}.`, REMEDY);
  const source = options.source ?? hashicorpReleases(options.env);
  const program = await installedRelease({ ...options, source }).catch((error: unknown) => {
    if (!(error instanceof ReleaseError)) throw error;
    throw new EngineError(`No usable Terraform: ${looked}, and the download failed: ${error.summary}`, REMEDY, {
      cause: error,
    });
  });
  const found = await tryEngine(program, 'fetched', options.env);
  if ('program' in found) return found;
  throw new EngineError(`The downloaded Terraform in ${program} ${found.reason}.`, `Remove it. ${REMEDY}`);
}

/**
 * Returns the folder for downloaded releases, which all projects of the user share. An empty or relative path in the variable is ignored: a
 * program inside a repository must not pass for a verified release.
 */
export function engineCacheFolder(env: Environment): string {
  const home = [env['HOME'], env['USERPROFILE']].find(isUsable) ?? userInfo().homedir;
  const cache = [env['XDG_CACHE_HOME'], env['LOCALAPPDATA']].find(isUsable) ?? join(home, '.cache');
  return join(cache, 'goldenpath', 'engines');
}

function isUsable(folder: string | undefined): folder is string {
  return folder !== undefined && isAbsolute(folder);
}
