import { escapeIdentifier, escapeLiteral } from 'pg';
import { ACCESS_LEVELS, accessRole, alternateRole, type DesiredDatabase, loginPrefix } from '../desired';
import type { Observed, ObservedRole } from '../observed';
import type { Step } from './step';

/** The roles of a database: the owner that logs in, and one without a login for each access level. */
export function roleSteps(desired: DesiredDatabase, observed: Observed, master: string): Step[] {
  const { role } = desired;
  return [
    ...ownerSteps(desired, observed),
    ...alternateSteps(desired, observed),
    ...ACCESS_LEVELS.flatMap((level) => accessRoleSteps(accessRole(role, level), observed)),
    ...leftoverSteps(role, observed, master),
  ];
}

function ownerSteps({ role, connectionLimit }: DesiredDatabase, observed: Observed): Step[] {
  return loginRoleSteps(role, connectionLimit, observed);
}

/** The second login of an application, once a rotation has made it. Its sessions act as the owner, so all that they create is the owner's. */
function alternateSteps({ role, connectionLimit }: DesiredDatabase, observed: Observed): Step[] {
  const alternate = alternateRole(role);
  const found = observed.roles.get(alternate);
  if (found === undefined && observed.login !== alternate) return [];
  const [owner, name] = [escapeIdentifier(role), escapeIdentifier(alternate)];
  const isMember = observed.roles.get(role)?.members.includes(alternate) === true;
  const membership = `GRANT ${owner} TO ${name}`;
  const setting = `ALTER ROLE ${name} SET role TO ${escapeLiteral(role)}`;
  return [
    ...loginRoleSteps(alternate, connectionLimit, observed),
    ...(isMember ? [] : [step('grant', 'server', `grant role ${owner} to ${name}`, membership)]),
    ...(found?.actsAs === role
      ? []
      : [step('role-attributes', 'roles', `make sessions of role ${name} act as ${owner}`, setting)]),
  ];
}

/** A step without a password. */
export function step(kind: Step['kind'], where: Step['where'], title: string, sql: string): Step {
  return { kind, title, where, sql: () => sql };
}

/** A role that logs in, with the password of its secret if the secret names it. */
export function loginRoleSteps(role: string, connectionLimit: number, { roles, login, password }: Observed): Step[] {
  const found = roles.get(role);
  const name = escapeIdentifier(role);
  const setsPassword = login === role;
  if (found === undefined)
    return [
      {
        kind: 'role',
        title: `create role ${name} with a login${setsPassword ? ' and the password of its secret' : ''}`,
        where: 'roles',
        sql: (verifier) =>
          `CREATE ROLE ${name} LOGIN NOCREATEDB NOCREATEROLE CONNECTION LIMIT ${connectionLimit}${setsPassword ? ` PASSWORD ${escapeLiteral(verifier())}` : ''}`,
      },
    ];
  const attributes = attributeSteps(role, found, { canLogin: true, connectionLimit });
  return setsPassword && password === 'wrong' ? [...attributes, passwordStep(role)] : attributes;
}

/** Gives a role the password of its secret. */
function passwordStep(role: string): Step {
  const name = escapeIdentifier(role);
  return {
    kind: 'password',
    title: `set the password of role ${name} to that of its secret`,
    where: 'roles',
    sql: (verifier) => `ALTER ROLE ${name} PASSWORD ${escapeLiteral(verifier())}`,
  };
}

function accessRoleSteps(role: string, { roles }: Observed): Step[] {
  const found = roles.get(role);
  const name = escapeIdentifier(role);
  if (found !== undefined) return attributeSteps(role, found, { canLogin: false, connectionLimit: -1 });
  const sql = `CREATE ROLE ${name} NOLOGIN NOCREATEDB NOCREATEROLE`;
  return [step('role', 'roles', `create role ${name} without a login`, sql)];
}

interface WantedAttributes {
  readonly canLogin: boolean;
  readonly connectionLimit: number;
}

/** Names only what differs: a master without superuser must not mention what it cannot change. */
function attributeSteps(role: string, found: ObservedRole, wanted: WantedAttributes): Step[] {
  const options = [
    ...(found.canLogin === wanted.canLogin ? [] : [wanted.canLogin ? 'LOGIN' : 'NOLOGIN']),
    ...(found.createsDatabases ? ['NOCREATEDB'] : []),
    ...(found.createsRoles ? ['NOCREATEROLE'] : []),
    ...(found.inherits ? [] : ['INHERIT']),
    ...(found.expires ? ["VALID UNTIL 'infinity'"] : []),
  ];
  const limit = found.connectionLimit === wanted.connectionLimit ? [] : [`CONNECTION LIMIT ${wanted.connectionLimit}`];
  return [...alterRole('role-attributes', role, options), ...alterRole('connection-limit', role, limit)];
}

function alterRole(kind: Step['kind'], role: string, options: readonly string[]): Step[] {
  if (options.length === 0) return [];
  const name = escapeIdentifier(role);
  const title = `alter role ${name}: ${options.join(', ')}`;
  return [step(kind, 'roles', title, `ALTER ROLE ${name} ${options.join(' ')}`)];
}

/** A run that was killed leaves the master a member of the role. */
function leftoverSteps(role: string, { roles }: Observed, master: string): Step[] {
  if (roles.get(role)?.members.includes(master) !== true) return [];
  const name = escapeIdentifier(role);
  const title = `end the membership of ${escapeIdentifier(master)} in role ${name}, which a stopped run left`;
  return [step('leftover-membership', 'roles', title, `REVOKE ${name} FROM CURRENT_USER`)];
}

/** Members of the owner's role that the specs do not know: reported, never changed. */
export function extraMembers({ role }: DesiredDatabase, { roles }: Observed, master: string): string[] {
  const known = [master, alternateRole(role)];
  // The logins of other applications are planned one by one.
  const isLogin = (member: string) => member.startsWith(loginPrefix(role));
  return (roles.get(role)?.members ?? []).filter((member) => !known.includes(member) && !isLogin(member));
}
