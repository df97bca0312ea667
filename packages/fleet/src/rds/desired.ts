import type { DesiredDatabase, Instance } from '@goldenpath/database';
import type { DatabasePart, PlatformDatabases } from '@goldenpath/parts';
import type { DatabaseSize, FleetFacts } from '@goldenpath/extension';

/** Connections of one login: the classes of instances behind the sizes take from 80 to 1,600 in all. */
const CONNECTIONS: Readonly<Record<DatabaseSize, number>> = { small: 20, medium: 40, large: 80, xlarge: 200 };

/** The master of every instance, where its secret does not name another. */
const MASTER_USERNAME = 'goldenpath';

/** The databases that applications have in an environment, in order of their applications. */
export function desiredDatabases(
  { apps }: FleetFacts,
  environment: string,
  only: readonly string[],
): readonly DesiredDatabase[] {
  return apps.flatMap(({ name, environments }) => {
    if (only.length > 0 && !only.includes(name)) return [];
    const here = environments.find((candidate) => candidate.environment === environment);
    const part = here && databaseOf(here);
    if (part === undefined) return [];
    const { instance } = part;
    return [
      {
        app: name,
        environment,
        database: part.name,
        role: part.username,
        connectionLimit: CONNECTIONS[part.size],
        secretPath: part.secret.path,
        instance: {
          identifier: instance.identifier,
          masterUsername: instance.mode === 'dedicated' ? instance.masterUsername : MASTER_USERNAME,
        },
      },
    ];
  });
}

/** The instance that the databases of an environment share; undefined where the environment takes no databases. */
export function sharedInstance({ platform }: FleetFacts, environment: string): Instance | undefined {
  const found = platform.environments.find(({ name }) => name === environment) as
    | { readonly database?: PlatformDatabases }
    | undefined;
  const shared = found?.database?.sharedInstance;
  return shared && { identifier: shared.identifier, masterUsername: shared.masterUsername };
}

/** The facts of the one part that this operation is about; a registry without the part has none. */
function databaseOf(facts: object): DatabasePart | undefined {
  return (facts as { readonly database?: DatabasePart }).database;
}
