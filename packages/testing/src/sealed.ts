import { createHash } from 'node:crypto';

/** A text with the form of a sealed value that nothing can open. Equal seeds give equal texts. */
function sealedValue(seed: string): string {
  const bytes = (length: number) =>
    Buffer.concat(
      Array.from({ length: Math.ceil(length / 32) }, (_, index) =>
        createHash('sha256').update(`${seed} ${index}`).digest(),
      ),
    ).subarray(0, length);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(256);
  return Buffer.concat([length, bytes(256 + 40)]).toString('base64');
}

/** A SealedSecret as `goldenpath seal` and `kubeseal` write it. */
export function sealedSecret(name: string, namespace: string, keys: readonly string[]): Record<string, unknown> {
  return {
    apiVersion: 'bitnami.com/v1alpha1',
    kind: 'SealedSecret',
    metadata: { name, namespace },
    spec: {
      encryptedData: Object.fromEntries(keys.map((key) => [key, sealedValue(key)])),
      template: { metadata: { name, namespace }, type: 'Opaque' },
    },
  };
}

/** The keys of the credentials of a database. */
export const CREDENTIAL_KEYS = ['DB_HOST', 'DB_NAME', 'DB_PASS', 'DB_PORT', 'DB_USER'];
