import { type KeyObject, X509Certificate } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { UserError } from '@goldenpath/errors';

/** More than a certificate with its chain has. */
const MAX_BYTES = 64 * 1024;
const TIMEOUT_MS = 30_000;
/** The controller makes keys of 4096 bits. Shorter ones than this are not safe. */
const SHORTEST_KEY = 2048;

const REMEDY = 'Get it with `kubeseal --fetch-cert`, or from `/v1/cert.pem` of the controller.';

/** Where a certificate is, and what decides about it. */
export interface CertificateOptions {
  /** A file, or an address. */
  readonly from: string;
  /** The folder that a file is relative to. */
  readonly folder: string;
  readonly signal: AbortSignal;
  /** @default the clock */
  readonly now?: Date;
}

/**
 * Returns the public key of a certificate of the Sealed Secrets controller.
 *
 * @throws UserError when it cannot be read, is not a certificate with an RSA key, or has expired.
 */
export async function sealingKey(options: CertificateOptions): Promise<KeyObject> {
  const { from, now = new Date() } = options;
  const text = /^[a-z]+:\/\//i.test(from) ? await download(from, options.signal) : read(options);
  const certificate = parse(text, from);
  if (new Date(certificate.validTo) < now)
    throw new UserError(
      `The certificate ${from} expired on ${new Date(certificate.validTo).toISOString().slice(0, 10)}.`,
      REMEDY,
    );
  const { publicKey } = certificate;
  const bits = publicKey.asymmetricKeyDetails?.modulusLength ?? 0;
  if (publicKey.asymmetricKeyType !== 'rsa' || bits < SHORTEST_KEY)
    throw new UserError(
      `The key of the certificate ${from} is not an RSA key of at least ${SHORTEST_KEY} bits.`,
      REMEDY,
    );
  return publicKey;
}

function parse(text: string, from: string): X509Certificate {
  if (text.includes('PRIVATE KEY'))
    throw new UserError(`${from} contains a private key.`, `Only the certificate is needed. ${REMEDY}`);
  try {
    return new X509Certificate(text);
  } catch {
    throw new UserError(`${from} is not a certificate in PEM.`, REMEDY);
  }
}

function read({ from, folder }: CertificateOptions): string {
  const file = path.resolve(folder, from);
  try {
    const stat = fs.statSync(file);
    if (stat.isDirectory()) throw new UserError(`The certificate ${from} is a folder.`, REMEDY);
    if (stat.size > MAX_BYTES) throw new UserError(`${from} is too large for a certificate.`, REMEDY);
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof UserError) throw error;
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new UserError(`The certificate ${from} ${missing ? 'does not exist' : 'cannot be read'}.`, REMEDY);
  }
}

/** Whoever could replace the certificate on its way could read all that is sealed with it. */
function isTrustedAddress({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname));
}

async function download(from: string, signal: AbortSignal): Promise<string> {
  if (!URL.canParse(from) || !isTrustedAddress(new URL(from)))
    throw new UserError(
      `The certificate ${from} is not at an address with \`https://\`, so it could be replaced on its way.`,
      'Use `https://`, or `kubectl port-forward` and `http://localhost`.',
    );
  let response: Response;
  try {
    response = await fetch(from, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
      redirect: 'error',
    });
  } catch (error) {
    signal.throwIfAborted();
    const { cause } = error as { readonly cause?: { readonly message?: string } };
    throw new UserError(
      `The certificate ${from} could not be downloaded: ${cause?.message ?? (error as Error).message}.`,
      REMEDY,
    );
  }
  if (!response.ok)
    throw new UserError(`The certificate ${from} could not be downloaded: HTTP ${response.status}.`, REMEDY);
  const text = await response.text();
  if (text.length > MAX_BYTES) throw new UserError(`${from} is too large for a certificate.`, REMEDY);
  return text;
}
