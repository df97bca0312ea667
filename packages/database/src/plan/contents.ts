import { escapeIdentifier } from 'pg';
import { ACCESS_LEVELS, type AccessLevel, accessRole, type DesiredDatabase } from '../desired';
import {
  type DefaultObjects,
  NEW_CONTENTS,
  type Observed,
  type ObservedContents,
  type ObservedSchema,
} from '../observed';
import type { Step } from './step';

/** What each level may do with the objects of the owner. */
export const PRIVILEGES: Readonly<Record<AccessLevel, Readonly<Record<DefaultObjects, readonly string[]>>>> = {
  editor: {
    TABLES: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
    SEQUENCES: ['USAGE', 'SELECT', 'UPDATE'],
    SCHEMAS: ['USAGE'],
  },
  reader: { TABLES: ['SELECT'], SEQUENCES: ['SELECT'], SCHEMAS: ['USAGE'] },
};

const OBJECTS: readonly DefaultObjects[] = ['TABLES', 'SEQUENCES', 'SCHEMAS'];

/** Grants inside the database: they count only for the database that the connection is to. */
export function contentSteps(desired: DesiredDatabase, observed: Observed): Step[] {
  const contents = observed.database === undefined ? NEW_CONTENTS : observed.contents;
  if (contents === undefined) return [];
  return [
    ...contents.schemas.flatMap((schema) => schemaSteps(desired, schema)),
    ...ACCESS_LEVELS.flatMap((level) => [
      ...relationSteps(desired, contents, level),
      ...OBJECTS.flatMap((objects) => defaultSteps(desired, contents, level, objects)),
    ]),
  ];
}

function schemaSteps({ role }: DesiredDatabase, { name, grants }: ObservedSchema): Step[] {
  const schema = escapeIdentifier(name);
  const open = grants.filter(({ grantee }) => grantee === '').map(({ privilege }) => privilege);
  const revoke: Step[] =
    open.length === 0
      ? []
      : [
          {
            kind: 'public-access',
            title: `revoke ${open.join(', ')} on schema ${schema} from PUBLIC`,
            where: 'database',
            sql: () => `REVOKE ALL ON SCHEMA ${schema} FROM PUBLIC`,
          },
        ];
  const levels = ACCESS_LEVELS.map((level) => accessRole(role, level));
  const missing = levels.filter((level) => !grants.some((grant) => grant.grantee === level));
  const grant = missing.map((grantee): Step => {
    const title = `grant USAGE on schema ${schema} to ${escapeIdentifier(grantee)}`;
    const sql = `GRANT USAGE ON SCHEMA ${schema} TO ${escapeIdentifier(grantee)}`;
    return { kind: 'grant', title, where: 'database', sql: () => sql };
  });
  return [...revoke, ...grant];
}

/** Tables and sequences that exist: one statement for each kind. */
function relationSteps({ role }: DesiredDatabase, { lacking }: ObservedContents, level: AccessLevel): Step[] {
  return (['TABLE', 'SEQUENCE'] as const).flatMap((objects): Step[] => {
    const names = lacking
      .filter((relation) => relation.level === level && relation.objects === objects)
      .map(({ schema, name }) => `${escapeIdentifier(schema)}.${escapeIdentifier(name)}`);
    if (names.length === 0) return [];
    const privileges = PRIVILEGES[level][`${objects}S`].join(', ');
    const to = escapeIdentifier(accessRole(role, level));
    const what = names.length === 1 ? `${objects.toLowerCase()}` : `${names.length} ${objects.toLowerCase()}s`;
    const title = `grant ${privileges} on ${what}${names.length === 1 ? ` ${names[0]}` : ''} to ${to}`;
    const sql = `GRANT ${privileges} ON ${objects} ${names.join(', ')} TO ${to}`;
    return [{ kind: 'grant', title, where: 'database', sql: () => sql }];
  });
}

/** What the owner creates later, in whatever schema. */
function defaultSteps(
  { role }: DesiredDatabase,
  { defaults }: ObservedContents,
  level: AccessLevel,
  objects: DefaultObjects,
): Step[] {
  const grantee = accessRole(role, level);
  const wanted = PRIVILEGES[level][objects];
  const found = defaults.filter((entry) => entry.grantee === grantee && entry.objects === objects);
  const has = (privilege: string) => found.some((entry) => entry.privilege === privilege);
  const surplus = found.map(({ privilege }) => privilege).filter((privilege) => !wanted.includes(privilege));
  const missing = wanted.filter((privilege) => !has(privilege));
  const [owner, to] = [escapeIdentifier(role), escapeIdentifier(grantee)];
  const later = `what ${owner} creates later: ${objects.toLowerCase()}`;
  const change = (verb: 'GRANT' | 'REVOKE', privileges: readonly string[]): Step[] => {
    if (privileges.length === 0) return [];
    const preposition = verb === 'GRANT' ? 'to' : 'from';
    const list = privileges.join(', ');
    const sql = `ALTER DEFAULT PRIVILEGES FOR ROLE ${owner} ${verb} ${list} ON ${objects} ${preposition.toUpperCase()} ${to}`;
    const title = `${verb.toLowerCase()} ${list} on ${later} ${preposition} ${to}`;
    const kind = verb === 'GRANT' ? 'default-privileges' : 'surplus-privileges';
    return [{ kind, title, where: 'database', sql: () => sql }];
  };
  return [...change('REVOKE', surplus), ...change('GRANT', missing)];
}
