import { escapeIdentifier, escapeLiteral } from 'pg';
import { alternateRole, type DesiredDatabase, loginPrefix } from '../desired';
import type { Observed } from '../observed';
import { step } from './roles';
import type { Step } from './step';

/** Returns the roles that have access to a database and that no spec gives it. */
export function surplusLogins(
  { role, logins }: DesiredDatabase,
  { roles }: { readonly roles: { readonly keys: () => Iterable<string> } },
): string[] {
  if (logins === undefined) return [];
  const wanted = new Set(logins.flatMap((login) => [login, alternateRole(login)]));
  return [...roles.keys()].filter((name) => name.startsWith(loginPrefix(role)) && !wanted.has(name)).sort();
}

/**
 * Ends the access of applications that no longer have it. They lose the login first, and what a session made as itself goes to the owner of the
 * database.
 */
export function surplusLoginSteps(desired: DesiredDatabase, observed: Observed): Step[] {
  const owner = escapeIdentifier(desired.role);
  return surplusLogins(desired, observed).flatMap((login): Step[] => {
    const name = escapeIdentifier(login);
    const end = `SELECT pg_catalog.pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity WHERE usename = ${escapeLiteral(login)}`;
    const lock = step('surplus-login', 'roles', `disable the login of role ${name}`, `ALTER ROLE ${name} NOLOGIN`);
    return [
      ...(observed.roles.get(login)?.canLogin === true ? [lock] : []),
      step(
        'surplus-login',
        'master',
        `end the sessions of role ${name}, and give what it owns to ${owner}`,
        `${end}; REASSIGN OWNED BY ${name} TO ${owner}; DROP OWNED BY ${name}`,
      ),
      step('surplus-login', 'afterwards', `drop role ${name}, which no spec gives access`, `DROP ROLE ${name}`),
    ];
  });
}
