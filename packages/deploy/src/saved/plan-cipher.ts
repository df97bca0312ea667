import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';
import { SavedPlanError } from '../errors';

/** The variable with the passphrase of saved plans. */
export const PLAN_KEY = 'GOLDENPATH_PLAN_KEY';

/** Encrypts and decrypts the plan files of one folder. */
export interface PlanCipher {
  /** Hexadecimal digits, in the list of the folder. Only together with the passphrase is it a key. */
  readonly salt: string;
  /** @param about - What the plan is of. Decrypting with another text fails. */
  readonly encrypt: (content: Uint8Array, about: string) => Buffer;
  /** @throws Error where the passphrase is another, or the content or `about` was changed. */
  readonly decrypt: (content: Buffer, about: string) => Buffer;
}

/** A shorter passphrase can be guessed by whoever downloads the files. */
const FEWEST_CHARACTERS = 24;
const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Returns the cipher of a passphrase: AES-256 in GCM, with a key derived by scrypt.
 *
 * @param salt - That of the folder. @default a new one
 * @throws SavedPlanError where the passphrase is too short.
 */
export function planCipher(passphrase: string, salt = randomBytes(16).toString('hex')): PlanCipher {
  if (passphrase.length < FEWEST_CHARACTERS)
    throw new SavedPlanError(
      `The passphrase in ${PLAN_KEY} has fewer than ${FEWEST_CHARACTERS} characters.`,
      'Make one with `openssl rand -base64 32`.',
    );
  const key = scryptSync(passphrase, Buffer.from(salt, 'hex'), 32);
  return {
    salt,
    encrypt: (content, about) => {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(ALGORITHM, key, iv).setAAD(Buffer.from(about));
      const sealed = Buffer.concat([cipher.update(content), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
    },
    decrypt: (content, about) => {
      const iv = content.subarray(0, IV_BYTES);
      const tag = content.subarray(IV_BYTES, IV_BYTES + TAG_BYTES);
      const decipher = createDecipheriv(ALGORITHM, key, iv, { authTagLength: TAG_BYTES })
        .setAAD(Buffer.from(about))
        .setAuthTag(tag);
      return Buffer.concat([decipher.update(content.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
    },
  };
}
