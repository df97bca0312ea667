import { execFileSync } from 'node:child_process';
import { constants, createDecipheriv, type KeyObject, createPrivateKey, privateDecrypt } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';

/** The key pair of a Sealed Secrets controller. */
export interface SealingKeys {
  readonly privateKey: KeyObject;
  /** The file of the certificate. */
  readonly certificate: string;
}

/** Makes a key pair as the controller does, with OpenSSL. */
export function sealingKeys(folder: string, { bits = 2048, days = 3650 } = {}): SealingKeys {
  const [key, certificate] = [path.join(folder, `tls-${bits}.key`), path.join(folder, `tls-${bits}.crt`)];
  const request = [
    'req',
    '-x509',
    '-nodes',
    '-newkey',
    `rsa:${bits}`,
    '-days',
    String(days),
    '-subj',
    '/CN=sealed-secret',
  ];
  execFileSync('openssl', [...request, '-keyout', key, '-out', certificate], { stdio: 'pipe' });
  return { privateKey: createPrivateKey(fs.readFileSync(key)), certificate };
}

/**
 * Decrypts as the controller does.
 *
 * @throws when the value was sealed for another label or key.
 */
export function unseal(privateKey: KeyObject, label: string, sealed: string): Buffer {
  const bytes = Buffer.from(sealed, 'base64');
  const end = 2 + bytes.readUInt16BE(0);
  const sessionKey = privateDecrypt(
    { key: privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256', oaepLabel: Buffer.from(label) },
    bytes.subarray(2, end),
  );
  const decipher = createDecipheriv('aes-256-gcm', sessionKey, Buffer.alloc(12));
  decipher.setAuthTag(bytes.subarray(-16));
  return Buffer.concat([decipher.update(bytes.subarray(end, -16)), decipher.final()]);
}
