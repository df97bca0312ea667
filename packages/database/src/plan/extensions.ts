import { UserError } from '@goldenpath/errors';
import { escapeIdentifier } from 'pg';
import type { DesiredDatabase, DesiredExtension } from '../desired';
import { NEW_CONTENTS, type Observed, type ObservedExtensions } from '../observed';
import type { Step } from './step';

/**
 * Extensions that the database lacks. One that no spec names is left alone: its types and indexes would go with it.
 *
 * @throws UserError where the server does not have an extension, or has not loaded its library.
 */
export function extensionSteps(desired: DesiredDatabase, observed: Observed): Step[] {
  const contents = observed.database === undefined ? NEW_CONTENTS : observed.contents;
  if (contents === undefined) return [];
  const untried = untriedExtensions(desired, observed);
  const missing = (desired.extensions ?? []).filter(
    ({ name }) => !contents.extensions.includes(name) && !untried.includes(name),
  );
  return missing.map((extension): Step => {
    assertAvailable(extension, desired, observed.extensions);
    const name = escapeIdentifier(extension.name);
    return {
      kind: 'extension',
      title: `create extension ${name} in database ${escapeIdentifier(desired.database)}`,
      where: 'master',
      // Extensions that it needs come with it.
      sql: () => `CREATE EXTENSION IF NOT EXISTS ${name} CASCADE`,
    };
  });
}

/** Names of extensions that a server lacks which stands in for one of RDS. */
export function untriedExtensions({ extensions = [] }: DesiredDatabase, observed: Observed): string[] {
  const { isPartial = false, available } = observed.extensions ?? {};
  if (!isPartial) return [];
  return extensions.map(({ name }) => name).filter((name) => available?.has(name) === false);
}

/** The error of an extension that a server does not have. */
export function extensionUnavailable(name: string, database: string): UserError {
  return new UserError(
    `The server of the database ${database} does not have the extension ${name}.`,
    'Upgrade the instance to a version that has it, or remove it from `database.extensions`. An embedded server has those of PostgreSQL itself only.',
    { code: 'extension-unavailable' },
  );
}

function assertAvailable(
  { name, library }: DesiredExtension,
  { database, instance }: DesiredDatabase,
  found: ObservedExtensions | undefined,
): void {
  if (found?.available.has(name) === false) throw extensionUnavailable(name, database);
  if (library !== undefined && found?.libraries?.has(library) === false)
    throw new UserError(
      `The extension ${name} needs the library ${library}, which the server of the database ${database} has not loaded.`,
      `Deploy its stack, restart the instance (\`aws rds reboot-db-instance --db-instance-identifier ${instance.identifier}\`), and run the command again.`,
      { code: 'extension-not-loaded' },
    );
}
