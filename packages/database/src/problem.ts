import { isUserError, UserError } from '@goldenpath/errors';
import type { DesiredDatabase } from './desired';
import { connectionProblem } from './server/connection-problem';
import type { Master } from './server/session';

/** PostgreSQL's own words with what the run was doing. They never quote a password: only its verifier is ever sent. */
export function problemOf(thrown: unknown, { database, role }: DesiredDatabase, { server, user }: Master): unknown {
  const error = connectionProblem(thrown, server, { user });
  if (isUserError(error) || !(error instanceof Error) || !('severity' in error)) return error;
  const [, grantor] = /privileges granted by role "(.+?)"/.exec(error.message) ?? [];
  if (grantor !== undefined)
    return new UserError(
      `PostgreSQL refuses a change of the database ${database}: the role ${JSON.stringify(grantor)} granted a membership that no spec gives, and ${user} has not its privileges.`,
      `Revoke it as ${grantor}, or let ${user} do it: GRANT ${JSON.stringify(grantor)} TO ${JSON.stringify(user)}. Then run the command again.`,
      { code: 'refused', cause: error },
    );
  const remedy =
    'code' in error && error.code === '42501'
      ? `Check who owns the database and the role ${role}: ${user} must have created them, or have ADMIN OPTION on the role.`
      : 'Correct the cause, and run the command again. It continues the work.';
  return new UserError(`PostgreSQL refuses a change of the database ${database}: ${error.message}.`, remedy, {
    code: 'refused',
    cause: error,
  });
}
