import type { Draft } from './draft';
import type { ImportNode } from './node';

/** A PostgreSQL database of the source: what connects to it becomes an application with a database. */
export interface FoundDatabase {
  /** Its host name in the source. */
  readonly host: string;
  readonly name: string;
  readonly username: string;
}

const SCHEMES = /^postgres(ql)?(\+[a-z0-9]+)?:$/;

/** Gives an application a database. */
export function setDatabase(
  draft: Draft,
  { name, username }: Pick<FoundDatabase, 'name' | 'username'>,
  node: ImportNode,
): void {
  draft.kind = 'backend-app-rds';
  draft.set(['database', 'name'], databaseName(name, draft.name, 63), node);
  draft.set(['database', 'username'], databaseName(username, draft.name, 31), node);
}

/** Chooses the kind of an application with a volume: one with a database can have a volume as well. */
export function setStorageKind(draft: Draft): void {
  if (draft.get('database') === undefined) draft.kind = 'stateful-app';
}

/** Names of databases and users: a letter, then letters, digits and underscores. */
function databaseName(text: string, app: string, longest: number): string {
  const folded = (value: string) =>
    value
      .toLowerCase()
      .replaceAll(/[^a-z0-9_]+/g, '_')
      .replace(/^[^a-z]+/, '');
  const name = folded(text);
  // Names such as `postgres` belong to the server.
  const isFree = name.length >= 3 && !/^(postgres|admin|root|user|public|template\d|rdsadmin|pg_.*)$/.test(name);
  return (isFree ? name : `${folded(app)}_${longest > 31 ? 'db' : 'app'}`).slice(0, longest);
}

/**
 * Returns the form of an address of a database, with what the secret has in place of its host, user and password; `undefined` for any other
 * text.
 */
export function databaseUrl(value: string, hosts: readonly string[]): string | undefined {
  const plain = value.replace(/^jdbc:/, '');
  let url: URL;
  try {
    url = new URL(plain);
  } catch {
    return undefined;
  }
  if (!SCHEMES.test(url.protocol) || !hosts.includes(url.hostname)) return undefined;
  const jdbc = value.startsWith('jdbc:') ? 'jdbc:' : '';
  const login = url.username === '' ? '' : url.password === '' ? '{username}@' : '{username}:{password}@';
  return `${jdbc}${url.protocol}//${login}{host}:{port}/{dbname}${url.search}`;
}

/** What a variable says about a database, by the end of its name. */
const FIELDS: readonly [pattern: RegExp, field: string][] = [
  [/(^|_)HOST(NAME)?$/, '{host}'],
  [/(^|_)PORT$/, '{port}'],
  [/(^|_)(PASS|PASSWORD|PASSWD)$/, '{password}'],
  [/(^|_)(USER|USERNAME)$/, '{username}'],
  [/(^|_)(DB|DATABASE|NAME|DBNAME|DB_NAME|DATABASE_NAME)$/, '{dbname}'],
];

const PREFIX = /^(DB|DATABASE|POSTGRES|POSTGRESQL|PG|PGSQL)/;

/** Returns what the secret has in place of a variable such as `DB_HOST` or `PGPASSWORD`; `undefined` for any other name. */
export function databaseField(variable: string): string | undefined {
  const name = variable.toUpperCase();
  if (!PREFIX.test(name)) return undefined;
  const rest = name.replace(/^PG(?=[A-Z])/, 'PG_');
  return FIELDS.find(([pattern]) => pattern.test(rest))?.[1];
}

/** The variables that an application with a database has anyway. */
const GIVEN: Readonly<Record<string, string>> = {
  DB_HOST: '{host}',
  DB_PORT: '{port}',
  DB_NAME: '{dbname}',
  DB_USER: '{username}',
  DB_PASS: '{password}',
};

/** Gives a variable of an application what the secret of its database has. */
export function setDatabaseVariable(draft: Draft, variable: string, value: string, node: ImportNode): void {
  node.take();
  if (GIVEN[variable] !== value) draft.set(['database', 'variables', variable], value, node);
}
