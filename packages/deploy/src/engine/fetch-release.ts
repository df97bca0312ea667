import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { redactor } from '@goldenpath/process';
import { ReleaseError } from '../errors';

/** Where releases are downloaded from, in the layout of HashiCorp's site, and the key that signs them. */
export interface ReleaseSource {
  /** Without a slash at the end. A mirror has the same folders and files. */
  readonly url: string;
  /** The public key, ASCII-armoured. */
  readonly key: string;
  /** The short id of the key, as used in the names of signature files. */
  readonly keyId: string;
  /** URL of a proxy. @default none */
  readonly proxy?: string;
}

const REMEDY =
  'Check the network and the proxy, or set GOLDENPATH_TERRAFORM_MIRROR to a mirror of releases.hashicorp.com.';
const TAMPERED = 'The download was discarded. Do not use that source until you know the cause.';
/** The time limit for one download. A release is about 30 MB. */
const TIMEOUT_MS = 300_000;
/** Size limits in bytes. The checksums of a release are 3 kB, a signature 600 bytes. */
const MAX_SUMS = 100_000;
/** Ten times a current archive. */
const MAX_ARCHIVE = 300_000_000;

/** The URL of a mirror or a proxy can contain a password. */
const redact = redactor({});

/**
 * Downloads the archive of a release into a folder and returns its path. Verifies the signature of the checksums first, then the checksum
 * of the archive.
 *
 * @throws ReleaseError when a file cannot be downloaded, or the archive is not the one that was signed.
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
      `There is no release of version ${version} for ${platform}.`,
      'Build the engine for this platform and set GOLDENPATH_TERRAFORM to its path.',
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
  // `fetch` in Node.js 20 has no proxy option.
  const { Agent, fetch, ProxyAgent } = await import('undici');
  let dispatcher: InstanceType<typeof Agent> | InstanceType<typeof ProxyAgent> | undefined;
  try {
    dispatcher = proxy === undefined ? new Agent() : new ProxyAgent(proxy);
    const { address, headers } = withoutUserInfo(url);
    const response = await fetch(address, { dispatcher, headers, signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!response.ok) throw new Error(`the server responded with ${response.status}`);
    if (response.body === null) throw new Error('the response is empty');
    await pipeline(response.body, atMost(limit), createWriteStream(path));
    return path;
  } catch (error) {
    // File system errors have a path. The caller reports them.
    if (error instanceof Error && 'path' in error) throw error;
    throw new ReleaseError(redact(`${url} could not be fetched (${reasonOf(error)}).`), REMEDY, { cause: error });
  } finally {
    // A response that is not read to its end would keep the connection open.
    await dispatcher?.destroy();
  }
}

/** `fetch` refuses URLs with a password. The password is sent in a header instead, and only to this server. */
function withoutUserInfo(url: string): { readonly address: URL; readonly headers: Record<string, string> } {
  const address = new URL(url);
  const { username, password } = address;
  if (username === '' && password === '') return { address, headers: {} };
  address.username = '';
  address.password = '';
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { address, headers: { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` } };
}

/** Passes bytes through and fails when there are more than `limit`. */
function atMost(limit: number) {
  return async function* limited(source: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
    let size = 0;
    for await (const bytes of source) {
      size += bytes.length;
      if (size > limit) throw new Error(`the response is larger than ${limit} bytes`);
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
      // Without this option a wrong signature only rejects a promise inside the result.
      expectSigned: true,
    });
  } catch (error) {
    throw new ReleaseError(`The checksums from ${redact(url)} are not signed with the release key.`, TAMPERED, {
      cause: error,
    });
  }
}

function sumOf(archive: string, sums: string): string | undefined {
  const lines = sums.split('\n').map((line) => /^([0-9a-f]{64}) [ *](.+)$/.exec(line.trimEnd()));
  return lines.find((line) => line?.[2] === archive)?.[1];
}
