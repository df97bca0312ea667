import { UserError } from '@goldenpath/errors';
import type { AppInEnvironment, FleetFacts } from '@goldenpath/extension';
import type { PreviewDatabase } from '@goldenpath/gitops';
import { databaseOf, desiredDatabase, desiredDatabases } from './desired';

/** Returns the database in the facts of a preview; `undefined` where it has none. */
export function previewDatabaseOf(app: string, facts: AppInEnvironment): PreviewDatabase | undefined {
  const part = databaseOf(facts);
  if (part === undefined) return undefined;
  const { database, role, secretPath, instance } = desiredDatabase(app, facts.environment, part);
  return { database, role, secretPath, instance };
}

/** @throws UserError where the database of a preview has the name or the role of one that a spec has. */
export function assertOwnNames(facts: FleetFacts, environment: string, database: PreviewDatabase | undefined): void {
  const taken = desiredDatabases(facts, environment, []).find(
    ({ access, ...each }) =>
      access === undefined && (each.database === database?.database || each.role === database?.role),
  );
  if (taken === undefined) return;
  throw new UserError(
    `The preview would have the database ${String(database?.database)} of the role ${String(database?.role)}, and ${taken.app} has ${taken.database} of ${taken.role} in ${environment}.`,
    `Rename the database or the role in the spec of ${taken.app}.`,
    { code: 'database-taken' },
  );
}
