import { constants, createCipheriv, type KeyObject, publicEncrypt, randomBytes } from 'node:crypto';
import type { SealingScope } from '@goldenpath/extension';

/** What a sealed value belongs to. With another name, namespace or scope it cannot be decrypted. */
export interface SealTarget {
  readonly name: string;
  readonly namespace: string;
  readonly scope: SealingScope;
}

/** Returns the text that the encryption is bound to. */
function sealLabel({ name, namespace, scope }: SealTarget): string {
  if (scope === 'cluster-wide') return '';
  return scope === 'namespace-wide' ? namespace : `${namespace}/${name}`;
}

/**
 * Encrypts a value as `kubeseal` does: a random AES-256-GCM key encrypts the value, and RSA-OAEP with SHA-256 encrypts the key.
 *
 * @returns Base64 of two bytes with the length of the encrypted key, that key, the encrypted value and its tag.
 * @see https://github.com/bitnami-labs/sealed-secrets/blob/main/docs/developer/crypto.md
 */
export function sealValue(publicKey: KeyObject, target: SealTarget, value: Uint8Array): string {
  const sessionKey = randomBytes(32);
  const encryptedKey = publicEncrypt(
    {
      key: publicKey,
      padding: constants.RSA_PKCS1_OAEP_PADDING,
      oaepHash: 'sha256',
      oaepLabel: Buffer.from(sealLabel(target)),
    },
    sessionKey,
  );
  // The key encrypts one value only, so the nonce need not differ.
  const cipher = createCipheriv('aes-256-gcm', sessionKey, Buffer.alloc(12));
  const length = Buffer.alloc(2);
  length.writeUInt16BE(encryptedKey.length);
  return Buffer.concat([length, encryptedKey, cipher.update(value), cipher.final(), cipher.getAuthTag()]).toString(
    'base64',
  );
}
