import type { DesiredDatabase, DesiredExtension, Instance, RetireRequest } from '@goldenpath/database';
import {
  type DatabaseAccessPart,
  type DatabasePart,
  libraryOfExtension,
  type PlatformDatabases,
} from '@goldenpath/parts';
import type { FleetFacts } from '@goldenpath/extension';

/** The master of every instance, where its secret does not name another. */
const MASTER_USERNAME = 'goldenpath';

/**
 * The databases that applications have in an environment, and those of others that they have access to, in order of the applications. Retired
 * ones are left out.
 *
 * @param isWhole - Whether the facts have every application. Without all, the roles of others are not known, and none may be dropped.
 */
export function desiredDatabases(
  facts: FleetFacts,
  environment: string,
  only: readonly string[],
  isWhole = true,
): readonly DesiredDatabase[] {
  const logins = loginsIn(facts, environment);
  const isSelected = ({ app }: DesiredDatabase) => only.length === 0 || only.includes(app);
  const own = databasesIn(facts, environment, only).flatMap(({ part, desired }) => {
    if (part.retirement !== undefined) return [];
    const { database, instance } = desired;
    const others = logins.filter((one) => one.database === database && one.instance.identifier === instance.identifier);
    return [{ ...desired, ...(isWhole && { logins: others.map(({ role }) => role).sort() }) }];
  });
  const all: readonly DesiredDatabase[] = [...own, ...logins.filter(isSelected)];
  return facts.apps.flatMap(({ name }) => all.filter(({ app }) => app === name));
}

/** The logins of applications in databases of others. */
function loginsIn({ apps }: FleetFacts, environment: string): DesiredDatabase[] {
  return apps.flatMap(({ name, environments }) => {
    const here = environments.find((candidate) => candidate.environment === environment) as
      | { readonly databaseAccess?: DatabaseAccessPart }
      | undefined;
    return Object.entries(here?.databaseAccess?.databases ?? {}).map(([app, access]): DesiredDatabase => {
      const { identifier, masterUsername, isCluster } = access.instance;
      return {
        app: name,
        environment,
        database: access.database,
        role: access.username,
        access: { level: access.access, of: access.owner, app },
        connectionLimit: access.connectionLimit,
        secretPath: access.secret.path,
        instance: { identifier, masterUsername, ...(isCluster === true && { isCluster }) },
      };
    });
  });
}

/** The applications whose databases others of them have access to. */
export function accessedApps(facts: FleetFacts, environment: string, apps: readonly string[]): string[] {
  const found = loginsIn(facts, environment).filter(({ app }) => apps.includes(app));
  return [...new Set(found.flatMap(({ access }) => access?.app ?? []))];
}

/** The databases that their specs retire in an environment, in order of their applications. */
export function retiredDatabases(
  facts: FleetFacts,
  environment: string,
  only: readonly string[],
): readonly RetireRequest[] {
  return databasesIn(facts, environment, only).flatMap(({ part: { retirement }, desired }) =>
    retirement === undefined ? [] : [{ desired, graceDays: retirement.graceDays }],
  );
}

/** The port of each instance of an environment that has a database. */
export function portsOf(facts: FleetFacts, environment: string): ReadonlyMap<string, number> {
  return new Map(
    databasesIn(facts, environment, []).map(({ part: { instance } }) => [instance.identifier, instance.port]),
  );
}

interface DatabaseInEnvironment {
  readonly part: DatabasePart;
  readonly desired: DesiredDatabase;
}

function databasesIn({ apps }: FleetFacts, environment: string, only: readonly string[]): DatabaseInEnvironment[] {
  return apps.flatMap(({ name, environments }) => {
    if (only.length > 0 && !only.includes(name)) return [];
    const here = environments.find((candidate) => candidate.environment === environment);
    const part = here && databaseOf(here);
    return part === undefined ? [] : [{ part, desired: desiredDatabase(name, environment, part) }];
  });
}

/** Returns the database that a part has in an environment. */
export function desiredDatabase(app: string, environment: string, part: DatabasePart): DesiredDatabase {
  const { instance } = part;
  return {
    app,
    environment,
    database: part.name,
    role: part.username,
    connectionLimit: part.connectionLimit,
    ...(part.extensions && { extensions: part.extensions.map(extensionOf) }),
    secretPath: part.secret.path,
    instance: {
      identifier: instance.identifier,
      masterUsername: instance.mode === 'dedicated' ? instance.masterUsername : MASTER_USERNAME,
      ...(isOnCluster(instance) && { isCluster: true }),
    },
  };
}

function isOnCluster(instance: DatabasePart['instance']): boolean {
  return instance.mode === 'dedicated' ? instance.aurora !== undefined : instance.isCluster === true;
}

function extensionOf(name: string): DesiredExtension {
  const library = libraryOfExtension(name);
  return { name, ...(library !== undefined && { library }) };
}

/** The instance that the databases of an environment share; undefined where the environment takes no databases. */
export function sharedInstance({ platform }: FleetFacts, environment: string): Instance | undefined {
  const found = platform.environments.find(({ name }) => name === environment) as
    | { readonly database?: PlatformDatabases }
    | undefined;
  const shared = found?.database?.sharedInstance;
  return (
    shared && {
      identifier: shared.identifier,
      masterUsername: shared.masterUsername,
      ...(shared.aurora !== undefined && { isCluster: true }),
    }
  );
}

/** The facts of the one part that this operation is about; a registry without the part has none. */
export function databaseOf(facts: object): DatabasePart | undefined {
  return (facts as { readonly database?: DatabasePart }).database;
}
