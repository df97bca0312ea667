import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { redactor } from '@goldenpath/process';
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
/** Limits in bytes. The checksums of a release have 3 kB, a signature 600 bytes. */
const MAX_SUMS = 100_000;
/** Ten times an archive of today. */
const MAX_ARCHIVE = 300_000_000;

/** The address of a mirror or a proxy may have a password. */
const redact = redactor({});

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
  const from = (file: string, limit: number) =>
    download(`${url}/${product}/${version}/${file}`, join(folder, file), limit, proxy);
  const sums = await from(`${prefix}_SHA256SUMS`, MAX_SUMS);
  const signature = await from(`${prefix}_SHA256SUMS.${keyId}.sig`, MAX_SUMS);
  await assertSigned(readFileSync(sums, 'utf8'), readFileSync(signature), key, url);
  const expected = sumOf(archive, readFileSync(sums, 'utf8'));
  if (expected === undefined)
    throw new ReleaseError(
      `Version ${version} has no release for ${platform}.`,
      'Build the engine for this machine, and set GOLDENPATH_TERRAFORM.',
    );
  const path = await from(archive, MAX_ARCHIVE);
  const sum = await sumOfFile(path);
  if (sum !== expected)
    throw new ReleaseError(`The checksum of ${archive} from ${redact(url)} is not the signed one.`, TAMPERED);
  rmSync(sums);
  rmSync(signature);
  return path;
}

async function download(url: string, path: string, limit: number, proxy: string | undefined): Promise<string> {
  // The fetch of Node 20 has no option for a proxy.
  const { Agent, fetch, ProxyAgent } = await import('undici');
  let dispatcher: InstanceType<typeof Agent> | InstanceType<typeof ProxyAgent> | undefined;
  try {
    dispatcher = proxy === undefined ? new Agent() : new ProxyAgent(proxy);
    const { address, headers } = withoutUserInfo(url);
    const response = await fetch(address, { dispatcher, headers, signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!response.ok) throw new Error(`the server says ${response.status}`);
    if (response.body === null) throw new Error('the answer is empty');
    await pipeline(response.body, atMost(limit), createWriteStream(path));
    return path;
  } catch (error) {
    // Errors of the file system have a path, and are reported by the caller.
    if (error instanceof Error && 'path' in error) throw error;
    throw new ReleaseError(redact(`${url} could not be fetched (${reasonOf(error)}).`), REMEDY, { cause: error });
  } finally {
    // An answer that was not read to its end would keep the connection open.
    await dispatcher?.destroy();
  }
}

/** `fetch` refuses an address with a password. The password goes into a header, which no other server gets. */
function withoutUserInfo(url: string): { readonly address: URL; readonly headers: Record<string, string> } {
  const address = new URL(url);
  const { username, password } = address;
  if (username === '' && password === '') return { address, headers: {} };
  address.username = '';
  address.password = '';
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { address, headers: { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` } };
}

/** Passes bytes on, and fails as soon as there are more than `limit`. */
function atMost(limit: number) {
  return async function* limited(source: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
    let size = 0;
    for await (const bytes of source) {
      size += bytes.length;
      if (size > limit) throw new Error(`the answer has more than ${limit} bytes, which such a file never has`);
      yield bytes;
    }
  };
}

async function sumOfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
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
      `The checksums from ${redact(url)} are not signed by the key that releases are signed with.`,
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
