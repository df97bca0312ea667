import { parseMark } from '../retire/mark';
import { surplusLogins } from '../plan/surplus-logins';
import { ACCESS_LEVELS, accessRole, alternateRole, type DesiredDatabase, loginPrefix } from '../desired';

/** A database or a role of a server that no spec names. It is reported and never changed. */
export interface ExtraObject {
  readonly kind: 'database' | 'role';
  readonly name: string;
  /** The owner of a database. */
  readonly owner?: string;
}

/** All databases and roles of a server, by name, without those of PostgreSQL and of RDS. */
export interface ServerInventory {
  readonly databases: readonly {
    readonly name: string;
    readonly owner: string;
    /** The mark of a retirement, if it is one. */
    readonly comment?: string | null;
  }[];
  readonly roles: readonly string[];
}

/** What belongs to a role besides itself: its access levels, and its second login. */
function companions(role: string): string[] {
  return [...ACCESS_LEVELS.map((level) => accessRole(role, level)), alternateRole(role)];
}

/**
 * What a server has and no spec names: every database, and every role that provisioning has made.
 *
 * A role is one of provisioning where it has access levels, or is one: specs cannot contain their hyphens. Roles of people and tools are
 * not listed.
 *
 * @param specs - All databases that the specs have on the server.
 */
export function extraObjects({ databases, roles }: ServerInventory, specs: readonly DesiredDatabase[]): ExtraObject[] {
  const named = new Set(specs.map(({ database }) => database));
  const known = new Set(specs.flatMap(({ role }) => [role, ...companions(role)]));
  const found = new Set(roles);
  const provisioned = roles.filter((role) => companions(role).some((name) => found.has(name)));
  const logins = provisioned.flatMap((role) => roles.filter((name) => name.startsWith(loginPrefix(role))));
  const ofProvisioning = new Set([...provisioned.flatMap((role) => [role, ...companions(role)]), ...logins]);
  // A database that knows its logins has the others as differences: provisioning drops them.
  const leaving = new Set(specs.flatMap((desired) => surplusLogins(desired, { roles: found })));
  return [
    ...databases
      .filter(({ name, comment }) => !named.has(name) && !named.has(parseMark(comment ?? null)?.database ?? ''))
      .map(({ name, owner }): ExtraObject => ({ kind: 'database', name, owner })),
    ...roles
      .filter((role) => ofProvisioning.has(role) && !known.has(role) && !leaving.has(role))
      .map((name): ExtraObject => ({ kind: 'role', name })),
  ];
}
