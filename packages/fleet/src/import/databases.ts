import type { Draft } from './draft';
import type { ImportNode } from './node';

/** A PostgreSQL database of the source: what connects to it becomes an application with a database. */
export interface FoundDatabase {
  /** Its host name in the source. */
  readonly host: string;
  readonly name: string;
  readonly username: string;
  /** What the source says in place of each placeholder, such as the host in place of `{host}`. */
  readonly written: Readonly<Record<string, string>>;
}

/** Also those of SQLAlchemy (`postgresql+psycopg2`), Celery (`db+postgresql`), GeoDjango and Ecto. */
const SCHEMES = /^(([a-z]+\+)?postgres(ql)?(\+[a-z0-9]+)?|postgis|pgsql|psql|ecto):$/;

/** Gives an application a database. */
export function setDatabase(
  draft: Draft,
  { name, username, host }: Pick<FoundDatabase, 'name' | 'username'> & Partial<FoundDatabase>,
  node: ImportNode,
): void {
  draft.kind = 'backend-app-rds';
  if (host !== undefined) draft.databaseHost = host;
  draft.set(['database', 'name'], databaseName(name, draft.name, 63), node);
  draft.set(['database', 'username'], databaseName(username, draft.name, 31), node);
}

/** Chooses the kind of an application with a volume: one with a database can have a volume as well. */
export function setStorageKind(draft: Draft): void {
  if (draft.get('database') === undefined) draft.kind = 'stateful-app';
}

/** Names of databases and users: a letter, then letters, digits and underscores. */
export function databaseName(text: string, app: string, longest: number): string {
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
  [/(^|_)(PASS|PASSWORD|PASSWD|PWD)$/, '{password}'],
  [/(^|_)(USER|USERNAME)$/, '{username}'],
  [/(^|_)(DB|DATABASE|NAME|DBNAME|DB_NAME|DATABASE_NAME)$/, '{dbname}'],
];

const PREFIX = /^(DB|DATABASE|POSTGRES|POSTGRESQL|PG|PGSQL)/;

/** The same words inside of a name: `PENPOT_DATABASE_PASSWORD`. */
const INNER_PREFIX = /_(?=(DB|DATABASE|POSTGRES|POSTGRESQL|PG|PGSQL)_)/;

/** Returns what the secret has in place of a variable such as `DB_HOST` or `PGPASSWORD`; `undefined` for any other name. */
export function databaseField(variable: string): string | undefined {
  const name = variable.toUpperCase();
  if (!PREFIX.test(name)) return undefined;
  const rest = name.replace(/^PG(?=[A-Z])/, 'PG_');
  return FIELDS.find(([pattern]) => pattern.test(rest))?.[1];
}

/**
 * Returns what the secret has in place of a variable, by its name and its value as it is written: `DB_USER` is clear, and so is
 * `PENPOT_DATABASE_USERNAME` with the name of the user, and `POSTGRES_SEEDS` with the host. `DB: postgresql` is the type of the database.
 */
export function databaseValue(variable: string, written: string | undefined, found: FoundDatabase): string | undefined {
  const isWritten = (field: string) => written !== undefined && written === found.written[field];
  const field = databaseField(variable);
  if (field !== undefined) return /^(DB|DATABASE)$/i.test(variable) && !isWritten(field) ? undefined : field;
  const inner = databaseField(variable.slice(variable.toUpperCase().search(INNER_PREFIX) + 1));
  if (inner !== undefined && isWritten(inner)) return inner;
  if (isWritten('{host}') && /(HOST|SERVER|ADDR|ADDRESS|SEED|NODE|ENDPOINT)S?$/i.test(variable)) return '{host}';
  return written === `${found.host}:5432` ? '{host}:{port}' : undefined;
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
  draft.set(['database', 'variables', variable], value, node);
}

/**
 * Gives each database to one application: to the one with a migration, or else to the first that users
 * reach. The others get access to it as its owner, and
 * their variables with it. Variables that an application with a database has anyway are left to it.
 */
export function withOwnersOfDatabases(drafts: readonly Draft[]): void {
  const all = drafts.filter((draft) => draft.get('database') !== undefined);
  for (const name of new Set(all.map((draft) => draft.get('database', 'name')))) {
    const users = all.filter((draft) => draft.get('database', 'name') === name);
    const owner =
      users.find((draft) => draft.get('migration') !== undefined) ?? users.find((draft) => draft.isExposed) ?? users[0];
    for (const user of users)
      if (user === owner) leaveGivenVariables(user);
      else if (owner !== undefined) giveAccess(user, owner.name);
  }
}

function leaveGivenVariables(draft: Draft): void {
  for (const [name, value] of Object.entries(GIVEN))
    if (draft.get('database', 'variables', name) === value) draft.remove(['database', 'variables', name]);
}

function giveAccess(draft: Draft, owner: string): void {
  const variables = draft.get('database', 'variables');
  const origin = draft.originOf(['database', 'name']);
  draft.remove(['database']);
  draft.kind = draft.get('storage') === undefined ? 'stateless-app' : 'stateful-app';
  draft.set(['databases', owner], { access: 'owner', ...(variables !== undefined && { variables }) }, origin);
  draft.beside.add(owner);
}
