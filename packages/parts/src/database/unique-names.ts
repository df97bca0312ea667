import type { InEnvironment, UniqueName } from '@goldenpath/extension';
import type { DatabasePart } from './types';

/** Returns the names of a database that must be unique in an environment or on an instance. */
export function databaseNames(
  { name, username, instance }: DatabasePart,
  { environment }: InEnvironment,
): readonly UniqueName[] {
  return [
    {
      rule: 'database-taken',
      what: `the database "${name}" in ${environment}`,
      path: ['database', 'name'],
      remedy: 'Give one of the two another `database.name`.',
    },
    {
      rule: 'role-taken',
      what: `the role "${username}" on the instance ${instance.identifier}`,
      path: ['database', 'username'],
      remedy: 'Give one of the two another `database.username`.',
    },
    ...(instance.mode === 'dedicated' ? [instanceName(instance.identifier, ['name'])] : []),
  ];
}

/** Returns the identifier of an RDS instance as a unique name. */
export function instanceName(identifier: string, path: UniqueName['path']): UniqueName {
  return { rule: 'instance-taken', what: `the RDS instance "${identifier}"`, path, remedy: 'Rename one of the two.' };
}
