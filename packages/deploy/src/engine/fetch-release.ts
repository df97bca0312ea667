import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { ReleaseError } from '../errors';

/** Where releases come from, in the layout of HashiCorp's site, and the key that signs them. */
export interface ReleaseSource {
  /** Without a slash at the end; a mirror has the same folders and files. */
  readonly url: string;
  /** The public key, armoured. */
  readonly key: string;
  /** The key's short id, as it stands in the names of signatures. */
  readonly keyId: string;
  /** The proxy to go through. @default none */
  readonly proxy?: string;
}

const REMEDY =
  'Check the network and the proxy, or set GOLDENPATH_TERRAFORM_MIRROR to a mirror of releases.hashicorp.com.';
const TAMPERED = 'Nothing of it was kept. Do not use that source until you know why.';
/** The limit for one download: a release has about 30 MB. */
const TIMEOUT_MS = 300_000;

/**
 * Fetches the archive of a release into a folder and gives back its path. The signature of the list of checksums is
 * verified first, then the archive's checksum.
 *
 * @throws ReleaseError where a file cannot be fetched, or the archive is not what the key's holder released.
 */
export async function fetchRelease(
  product: string,
  version: string,
  platform: string,
  { url, key, keyId, proxy }: ReleaseSource,
  folder: string,
): Promise<string> {
  const prefix = `${product}_${version}`;
  const archive = `${prefix}_${platform}.zip`;
  const from = (file: string) => download(`${url}/${product}/${version}/${file}`, join(folder, file), proxy);
  const sums = await from(`${prefix}_SHA256SUMS`);
  const signature = await from(`${prefix}_SHA256SUMS.${keyId}.sig`);
  await assertSigned(readFileSync(sums, 'utf8'), readFileSync(signature), key, url);
  const expected = sumOf(archive, readFileSync(sums, 'utf8'));
  if (expected === undefined)
    throw new ReleaseError(
      `Version ${version} has no release for ${platform}.`,
      'Build the engine for this machine, and set GOLDENPATH_TERRAFORM.',
    );
  const path = await from(archive);
  const sum = createHash('sha256').update(readFileSync(path)).digest('hex');
  if (sum !== expected)
    throw new ReleaseError(`${archive} from ${url} has another checksum than the one that was signed.`, TAMPERED);
  rmSync(sums);
  rmSync(signature);
  return path;
}

async function download(url: string, path: string, proxy: string | undefined): Promise<string> {
  // The fetch of Node 20 has no option for a proxy.
  const { Agent, fetch, ProxyAgent } = await import('undici');
  const dispatcher = proxy === undefined ? new Agent() : new ProxyAgent(proxy);
  try {
    const response = await fetch(url, { dispatcher, signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!response.ok) throw new Error(`the server says ${response.status}`);
    writeFileSync(path, new Uint8Array(await response.arrayBuffer()));
    return path;
  } catch (error) {
    // Errors of the file system have a path, and are reported by the caller.
    if (error instanceof Error && 'path' in error) throw error;
    throw new ReleaseError(`${url} could not be fetched (${reasonOf(error)}).`, REMEDY, { cause: error });
  } finally {
    await dispatcher.close();
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error && error.cause.message !== '' ? error.cause.message : error.message;
}

async function assertSigned(text: string, signature: Uint8Array, armoredKey: string, url: string): Promise<void> {
  const openpgp = await import('openpgp');
  try {
    await openpgp.verify({
      message: await openpgp.createMessage({ binary: new TextEncoder().encode(text) }),
      signature: await openpgp.readSignature({ binarySignature: signature }),
      verificationKeys: await openpgp.readKey({ armoredKey }),
      // Without this, a wrong signature only rejects a promise in the result.
      expectSigned: true,
    });
  } catch (error) {
    throw new ReleaseError(
      `The checksums from ${url} are not signed by the key that releases are signed with.`,
      TAMPERED,
      {
        cause: error,
      },
    );
  }
}

function sumOf(archive: string, sums: string): string | undefined {
  const lines = sums.split('\n').map((line) => /^([0-9a-f]{64}) [ *](.+)$/.exec(line.trimEnd()));
  return lines.find((line) => line?.[2] === archive)?.[1];
}
