import type { Environment } from '../types/resolved';
import { quote } from '@goldenpath/extension';
import { type AppContext, checkVariants, inEnvironment, pathOfSetting, type Problem, type Rule } from './rule';

const RESERVED_DATABASES = ['postgres', 'rdsadmin', 'template0', 'template1'];
const RESERVED_ROLES = [
  'postgres',
  'rdsadmin',
  'goldenpath',
  'public',
  'none',
  'user',
  'current_user',
  'session_user',
  'current_role',
];

export const databaseNamesAreFree: Rule<AppContext> = {
  name: 'reserved-database-name',
  check: ({ spec: { general } }) => {
    if (general.database === undefined) return [];
    const { name, username } = general.database;
    const problem = (field: string, value: string): Problem => ({
      path: ['database', field],
      message: `${quote(value)} is a name that PostgreSQL or the platform keeps for itself.`,
      remedy: 'Choose another, such as the name of the application.',
    });
    const roleIsReserved = RESERVED_ROLES.includes(username) || /^(pg|rds)_/.test(username);
    return [
      ...(RESERVED_DATABASES.includes(name) ? [problem('name', name)] : []),
      ...(roleIsReserved ? [problem('username', username)] : []),
    ];
  },
};

export const databaseStorageGrows: Rule<AppContext> = {
  name: 'max-storage-below-storage',
  check: (context) =>
    checkVariants(context, ({ environment, settings: { database } }) =>
      database === undefined || database.maxStorageGb >= database.storageGb
        ? []
        : [
            {
              path: pathOfSetting(context, environment, ['database', 'maxStorageGb'], ['database', 'storageGb']),
              message: `\`maxStorageGb\` is ${database.maxStorageGb}${inEnvironment(environment)}, below \`storageGb\`, which is ${database.storageGb}.`,
              remedy: 'Raise `maxStorageGb` to `storageGb` at least.',
            },
          ],
    ),
};

export const environmentTakesDatabase: Rule<AppContext> = {
  name: 'environment-without-databases',
  check: (context) =>
    eachDatabaseEnvironment(context, ({ name, databases }) =>
      databases !== undefined
        ? []
        : [
            {
              path: ['database'],
              at: 'key',
              message: `The platform has no databases in ${name}, where ${quote(context.spec.name)} runs.`,
              remedy: `Leave ${name} out of \`environments\`, or give it \`databases\` in the platform file.`,
            },
          ],
    ),
};

export const databaseSizeIsAllowed: Rule<AppContext> = {
  name: 'database-size-not-allowed',
  check: (context) =>
    eachDatabaseEnvironment(context, ({ name, databases }) => {
      const size = context.spec.settings[name]?.database?.size;
      if (databases === undefined || size === undefined || databases.sizes.includes(size)) return [];
      return [
        {
          path: pathOfSetting(context, name, ['database', 'size']),
          message: `A ${size} database cannot be had in ${name}.`,
          remedy: `Use ${databases.sizes.join(' or ')} there: set it in \`overrides.${name}.database.size\`.`,
        },
      ];
    }),
};

export const backupsAreKeptLongEnough: Rule<AppContext> = {
  name: 'backup-retention-too-short',
  check: (context) =>
    eachDatabaseEnvironment(context, ({ name, databases }) => {
      const days = context.spec.settings[name]?.database?.backupRetentionDays;
      const least = databases?.minimumBackupRetentionDays;
      if (days === undefined || least === undefined || days >= least) return [];
      return [
        {
          path: pathOfSetting(context, name, ['database', 'backupRetentionDays'], ['risk'], ['database']),
          message: `Backups are kept for ${days} days in ${name}, where the platform asks for ${least} at least.`,
          remedy: `Set \`overrides.${name}.database.backupRetentionDays\` to ${least} or more, or raise \`risk\`.`,
        },
      ];
    }),
};

function eachDatabaseEnvironment(
  { spec, platform }: AppContext,
  check: (environment: Environment) => readonly Problem[],
): readonly Problem[] {
  if (spec.general.database === undefined) return [];
  return platform.environments.filter(({ name }) => spec.environments.includes(name)).flatMap(check);
}
