import { UserError } from '@goldenpath/errors';
import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';

const ITERATIONS = 4096;
const SALT_BYTES = 16;
const KEY_BYTES = 32;

/** Options of {@link scramVerifier}. */
export interface ScramOptions {
  /** @default 16 random bytes */
  readonly salt?: Buffer;
}

/**
 * What a server stores of a password: enough to check it, too little to log in with it.
 *
 * A server takes it in place of the password, so the password is in no statement, no log and no `pg_stat_statements`.
 *
 * @throws UserError where the password has characters that SASLprep could change: they might not log in.
 */
export function scramVerifier(password: string, { salt = randomBytes(SALT_BYTES) }: ScramOptions = {}): string {
  if (!/^[\x20-\x7e]+$/.test(password))
    throw new UserError(
      'The password in the secret is empty, or has characters other than printable ASCII.',
      'Rotate the password: goldenpath rds rotate',
      { code: 'password-malformed' },
    );
  const salted = pbkdf2Sync(password, salt, ITERATIONS, KEY_BYTES, 'sha256');
  const hmac = (key: Buffer, text: string) => createHmac('sha256', key).update(text).digest();
  const stored = createHash('sha256').update(hmac(salted, 'Client Key')).digest('base64');
  const serverKey = hmac(salted, 'Server Key').toString('base64');
  return `SCRAM-SHA-256$${ITERATIONS}:${salt.toString('base64')}$${stored}:${serverKey}`;
}
