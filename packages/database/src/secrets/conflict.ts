import { UserError } from '@goldenpath/errors';

/** The code of the error for a secret that another writer changed. */
export const SECRET_CONFLICT = 'secret-conflict';

/** Returns the error for a secret that another writer changed after it was read. */
export function secretConflict(name: string): UserError {
  return new UserError(
    `Cannot write the secret ${name}: another run wrote it at the same time.`,
    'Wait until the other run ends, and run the command again.',
    { code: SECRET_CONFLICT },
  );
}
