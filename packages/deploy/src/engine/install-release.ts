import { chmodSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { systemCode } from '@goldenpath/errors';
import { makeFolders } from '@goldenpath/output';
import { asWorkFolderError, ReleaseError, WorkFolderError } from '../errors';
import { fetchRelease, type ReleaseSource } from './fetch-release';
import type { Environment } from './engine';
import { HASHICORP_KEY, HASHICORP_KEY_ID } from './hashicorp-key';
import { proxyFor } from './proxy';
import { extractFile } from './zip';

/** The release that is downloaded when no engine is found. Our tests run with the same version. */
export const PINNED_VERSION = '1.11.4';

export interface ReleaseOptions {
  /** The folder for downloaded releases. */
  readonly cache: string;
  /** Where releases are downloaded from, and their key. */
  readonly source: ReleaseSource;
  /** Called before a download, which can take a while. */
  readonly onFetch?: (what: string) => void;
}

/** Returns the source of HashiCorp's releases: its own site, or the mirror in the environment. The key is the same. */
export function hashicorpReleases(env: Environment): ReleaseSource {
  const mirror = env['GOLDENPATH_TERRAFORM_MIRROR'];
  const url = (mirror === undefined || mirror === '' ? 'https://releases.hashicorp.com' : mirror).replace(/\/+$/, '');
  const proxy = URL.canParse(url) ? proxyFor(url, env) : undefined;
  return { url, key: HASHICORP_KEY, keyId: HASHICORP_KEY_ID, ...(proxy !== undefined && { proxy }) };
}

/**
 * Returns the path of the pinned release, and downloads it if it is not in the cache.
 *
 * A release is verified before it is moved into the cache with one rename. A killed run leaves no incomplete engine there, and two runs can
 * download at the same time.
 *
 * @throws ReleaseError when the release cannot be downloaded, verified or stored.
 */
export async function installedRelease({ cache, source, onFetch }: ReleaseOptions): Promise<string> {
  const platform = platformName();
  const folder = join(cache, `terraform_${PINNED_VERSION}_${platform}`);
  const name = process.platform === 'win32' ? 'terraform.exe' : 'terraform';
  const program = join(folder, name);
  if (existsSync(program)) return program;
  let staging: string | undefined;
  try {
    makeFolders(dirname(folder));
    staging = mkdtempSync(`${folder}.new-`);
    onFetch?.(`Terraform ${PINNED_VERSION}`);
    const archive = await fetchRelease('terraform', PINNED_VERSION, platform, source, staging);
    await extractFile(archive, name, join(staging, name));
    rmSync(archive);
    chmodSync(join(staging, name), 0o755);
    moveInto(staging, folder);
    return program;
  } catch (error) {
    throw asReleaseError(error, cache);
  } finally {
    if (staging !== undefined) rmSync(staging, { recursive: true, force: true });
  }
}

function moveInto(staging: string, folder: string): void {
  try {
    renameSync(staging, folder);
  } catch (error) {
    // Another run was faster and stored the same release.
    if (!['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(systemCode(error) ?? '') || !existsSync(folder)) throw error;
  }
}

function asReleaseError(error: unknown, cache: string): unknown {
  if (error instanceof ReleaseError) return error;
  const refused = asWorkFolderError(error, cache);
  return refused instanceof WorkFolderError
    ? new ReleaseError(refused.summary, refused.remedy, { cause: error })
    : error;
}

function platformName(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const machine = { x64: 'amd64', arm64: 'arm64', ia32: '386', arm: 'arm' }[process.arch as string] ?? process.arch;
  return `${system}_${machine}`;
}
