import { escapeIdentifier } from 'pg';
import { ACCESS_LEVELS, accessRole, alternateRole, type DesiredDatabase } from '../desired';
import type { Observed, ObservedDatabase, ObservedGrant } from '../observed';
import type { Step } from './step';

const FRESH: Omit<ObservedDatabase, 'owner'> = {
  connectionLimit: -1,
  grants: [
    { grantee: '', privilege: 'CONNECT' },
    { grantee: '', privilege: 'TEMPORARY' },
  ],
};

/** The database, its owner, and who may connect. */
export function databaseSteps(desired: DesiredDatabase, observed: Observed, master: string): Step[] {
  const { database, role } = desired;
  const name = escapeIdentifier(database);
  const found = observed.database ?? { ...FRESH, owner: role };
  return [
    ...(observed.database === undefined ? [createDatabase(name, role, observed.retiredName)] : []),
    ...(found.owner === role ? [] : [changeOwner(name, role)]),
    ...(found.connectionLimit === -1 ? [] : [unlimited(name)]),
    ...revokePublic(name, found.grants),
    ...(observed.database === undefined ? [] : ownerGrant(name, role, observed.database)),
    ...connectSteps(desired, name, found, master),
  ];
}

/** A database that was retired comes back with its data. */
function createDatabase(name: string, role: string, retiredName: string | undefined): Step {
  if (retiredName !== undefined) {
    const before = escapeIdentifier(retiredName);
    // One transaction: the mark goes with the name.
    const sql = `ALTER DATABASE ${before} RENAME TO ${name}; COMMENT ON DATABASE ${name} IS NULL`;
    const title = `rename database ${before} to ${name}: its spec does not retire it`;
    return { kind: 'restore', title, where: 'server', sql: () => sql };
  }
  return {
    kind: 'database',
    title: `create database ${name} with owner ${escapeIdentifier(role)}`,
    where: 'server',
    // template1 may hold objects, and connections to it make a creation fail.
    sql: () => `CREATE DATABASE ${name} OWNER ${escapeIdentifier(role)} TEMPLATE template0`,
  };
}

function changeOwner(name: string, role: string): Step {
  const sql = `ALTER DATABASE ${name} OWNER TO ${escapeIdentifier(role)}`;
  const title = `change the owner of database ${name} to ${escapeIdentifier(role)}`;
  return { kind: 'owner', title, where: 'server', sql: () => sql };
}

function unlimited(name: string): Step {
  const title = `remove the connection limit of database ${name}`;
  const sql = `ALTER DATABASE ${name} CONNECTION LIMIT -1`;
  return { kind: 'connection-limit', title, where: 'server', sql: () => sql };
}

function revokePublic(name: string, grants: readonly ObservedGrant[]): Step[] {
  const found = grants.filter(({ grantee }) => grantee === '').map(({ privilege }) => privilege);
  if (found.length === 0) return [];
  const title = `revoke ${found.join(', ')} on database ${name} from PUBLIC`;
  return [{ kind: 'public-access', title, where: 'server', sql: () => `REVOKE ALL ON DATABASE ${name} FROM PUBLIC` }];
}

/** What the owner has of every database, unless it was revoked. */
const OF_OWNER = ['CONNECT', 'CREATE', 'TEMPORARY'];

/** A new owner gets the privileges of the one before. */
function ownerGrant(name: string, role: string, { owner, grants }: ObservedDatabase): Step[] {
  const has = (privilege: string) => grants.some((grant) => grant.grantee === owner && grant.privilege === privilege);
  const missing = OF_OWNER.filter((privilege) => !has(privilege));
  if (missing.length === 0) return [];
  const privileges = missing.join(', ');
  const sql = `GRANT ${privileges} ON DATABASE ${name} TO ${escapeIdentifier(role)}`;
  const title = `grant ${privileges} on database ${name} to ${escapeIdentifier(role)}`;
  return [{ kind: 'grant', title, where: 'server', sql: () => sql }];
}

/** Each level may connect, and so may the master, who inspects the catalog and can read no table. */
function connectSteps({ role }: DesiredDatabase, name: string, found: ObservedDatabase, master: string): Step[] {
  const grantees = [...ACCESS_LEVELS.map((level) => accessRole(role, level)), master];
  return grantees.flatMap((grantee): Step[] => {
    if (found.grants.some((grant) => grant.grantee === grantee && grant.privilege === 'CONNECT')) return [];
    const sql = `GRANT CONNECT ON DATABASE ${name} TO ${escapeIdentifier(grantee)}`;
    const title = `grant CONNECT on database ${name} to ${escapeIdentifier(grantee)}`;
    return [{ kind: 'grant', title, where: 'server', sql: () => sql }];
  });
}

/** Privileges on the database of roles that the specs do not know: reported, never changed. */
export function extraGrants({ role }: DesiredDatabase, { database }: Observed, master: string): ObservedGrant[] {
  const known = ['', role, alternateRole(role), master, ...ACCESS_LEVELS.map((level) => accessRole(role, level))];
  return (database?.grants ?? []).filter(({ grantee }) => !known.includes(grantee));
}
