import { UserError } from '@goldenpath/errors';
import { escapeIdentifier, escapeLiteral } from 'pg';
import {
  ACCESS_LEVELS,
  accessRole,
  alternateRole,
  type DesiredAccess,
  type DesiredDatabase,
  grantedRole,
} from '../desired';
import type { Observed } from '../observed';
import { loginRoleSteps, step } from './roles';
import type { Step } from './step';

/**
 * The login of an application in the database of another one: a role that is a member of the owner, or of one of its levels, and of nothing
 * else. It has no privilege of its own.
 */
export function accessSteps(desired: DesiredDatabase, access: DesiredAccess, observed: Observed): Step[] {
  const { role, connectionLimit } = desired;
  const alternate = alternateRole(role);
  const isNeeded = observed.roles.has(alternate) || observed.login === alternate;
  return [role, ...(isNeeded ? [alternate] : [])].flatMap((name) => [
    ...loginRoleSteps(name, connectionLimit, observed),
    ...memberSteps(name, access, observed),
    ...sessionSteps(name, access, observed),
  ]);
}

/** Why an access cannot be given yet: what it is access to does not exist. */
export function accessProblem(
  { database, environment }: DesiredDatabase,
  access: DesiredAccess,
  observed: Observed,
): UserError | undefined {
  if (observed.database?.owner === access.of && observed.roles.has(grantedRole(access))) return undefined;
  return new UserError(
    `The database ${database} of ${access.app} is not provisioned.`,
    `Provision it first: goldenpath rds provision --env ${environment} --only ${access.app}`,
    { code: 'database-missing' },
  );
}

function memberSteps(login: string, access: DesiredAccess, { roles }: Observed): Step[] {
  const wanted = grantedRole(access);
  const name = escapeIdentifier(login);
  const isMember = (role: string) => roles.get(role)?.members.includes(login) === true;
  const surplus = [access.of, ...ACCESS_LEVELS.map((level) => accessRole(access.of, level))].filter(
    (role) => role !== wanted && isMember(role),
  );
  return [
    ...surplus.map((role): Step => {
      const title = `revoke role ${escapeIdentifier(role)} from ${name}`;
      return step('surplus-privileges', 'roles', title, revocation(role, login));
    }),
    ...(isMember(wanted)
      ? []
      : [
          step(
            'grant',
            'roles',
            `grant role ${escapeIdentifier(wanted)} to ${name}`,
            `GRANT ${escapeIdentifier(wanted)} TO ${name}`,
          ),
        ]),
  ];
}

/**
 * Since PostgreSQL 16, a membership is of the role that granted it, and a plain `REVOKE` ends only what the current role granted. Each grant is
 * revoked as that of its grantor, which PostgreSQL allows to roles with the privileges of the grantor. Earlier versions allow no other grantor.
 */
function revocation(role: string, login: string): string {
  const [group, member] = [escapeLiteral(role), escapeLiteral(login)];
  return `DO $revoke$ DECLARE given record; BEGIN
    FOR given IN SELECT pg_catalog.pg_get_userbyid(m.grantor) AS grantor FROM pg_catalog.pg_auth_members m
      JOIN pg_catalog.pg_roles r ON r.oid = m.roleid JOIN pg_catalog.pg_roles u ON u.oid = m.member
      WHERE r.rolname = ${group} AND u.rolname = ${member}
    LOOP
      EXECUTE pg_catalog.format('REVOKE %I FROM %I', ${group}, ${member}) || CASE
        WHEN pg_catalog.current_setting('server_version_num')::int >= 160000 AND given.grantor <> current_user
        THEN pg_catalog.format(' GRANTED BY %I', given.grantor) ELSE '' END;
    END LOOP;
  END $revoke$`;
}

/** What the sessions of a further owner create belongs to the owner. */
function sessionSteps(login: string, { level, of }: DesiredAccess, { roles }: Observed): Step[] {
  const name = escapeIdentifier(login);
  const actsAs = roles.get(login)?.actsAs ?? null;
  if (level === 'owner') {
    if (actsAs === of) return [];
    const title = `make sessions of role ${name} act as ${escapeIdentifier(of)}`;
    return [step('role-attributes', 'roles', title, `ALTER ROLE ${name} SET role TO ${escapeLiteral(of)}`)];
  }
  if (actsAs === null) return [];
  return [
    step('role-attributes', 'roles', `make sessions of role ${name} act as itself`, `ALTER ROLE ${name} RESET role`),
  ];
}
