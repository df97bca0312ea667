import {
  type AppContext,
  checkVariants,
  type Environment,
  inEnvironment,
  pathOfSetting,
  PLAIN_SECRET,
  type Problem,
  quote,
  type Rule,
  settingsEverywhere,
} from '@goldenpath/extension';
import { placeholderProblem, plainSecretIn } from '../credentials/templates';
import { hasReaderHost } from '../credentials/readers';
import { partSettings } from '../settings';
import { variableTaken } from '../variable-taken';
import { auroraRules } from './aurora-rules';
import { engineRules } from './engine-rules';
import { type MaxStorageProblem, maxStorageProblem } from './max-storage';
import { type DatabaseSettings, retentionIn } from './settings';
import { sizeIn } from './sizes';

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
    const { database } = partSettings(general);
    if (database === undefined) return [];
    const { name, username } = database;
    const problem = (field: string, value: string): Problem => ({
      path: ['database', field],
      message: `${quote(value)} is reserved by PostgreSQL or the platform.`,
      remedy: 'Choose another, such as the name of the application.',
    });
    const roleIsReserved = RESERVED_ROLES.includes(username) || /^(pg|rds)_/.test(username);
    return [
      ...(RESERVED_DATABASES.includes(name) ? [problem('name', name)] : []),
      ...(roleIsReserved ? [problem('username', username)] : []),
    ];
  },
};

export const databaseStorageGrows: Rule<AppContext> = storageRule('max-storage-below-storage');
export const databaseStorageGrowsEnough: Rule<AppContext> = storageRule('max-storage-too-close');

function storageRule(name: MaxStorageProblem['rule']): Rule<AppContext> {
  return {
    name,
    check: (context) =>
      checkVariants(context, ({ environment, settings }) => {
        const { database } = partSettings(settings);
        const problem = database && maxStorageProblem(database.storageGb, database.maxStorageGb);
        if (problem?.rule !== name) return [];
        return [
          {
            path: pathOfSetting(context, environment, ['database', 'maxStorageGb'], ['database', 'storageGb']),
            message: `\`maxStorageGb\` is ${database?.maxStorageGb}${inEnvironment(environment)}, ${problem.reason}.`,
            remedy: problem.remedy,
          },
        ];
      }),
  };
}

export const environmentTakesDatabase: Rule<AppContext> = {
  name: 'environment-without-databases',
  reads: ['environments'],
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
  reads: ['environments'],
  check: (context) =>
    eachDatabaseEnvironment(context, ({ name, databases }) => {
      const settings = databaseIn(context, name);
      const size = settings && sizeIn(settings, { databases });
      if (databases === undefined || size === undefined || databases.sizes.includes(size)) return [];
      return [
        {
          path: pathOfSetting(context, name, ['database', 'size']),
          message: `A ${size} database is not available in ${name}.`,
          remedy: `Use ${databases.sizes.join(' or ')} there: set it in \`overrides.${name}.database.size\`.`,
        },
      ];
    }),
};

export const backupsAreKeptLongEnough: Rule<AppContext> = {
  name: 'backup-retention-too-short',
  reads: ['environments'],
  check: (context) =>
    eachDatabaseEnvironment(context, ({ name, databases }) => {
      const settings = databaseIn(context, name);
      const days = settings && retentionIn(settings, { databases });
      const least = databases?.minimumBackupRetentionDays;
      if (days === undefined || least === undefined || days >= least) return [];
      return [
        {
          path: pathOfSetting(context, name, ['database', 'backupRetentionDays']),
          message: `Backups are kept for ${days} days in ${name}, but the platform requires at least ${least}.`,
          remedy: `Set \`overrides.${name}.database.backupRetentionDays\` to ${least} or more, or leave it out.`,
        },
      ];
    }),
};

/** The shared instance belongs to the platform, and so do its version and its first content. */
export const onlyDedicatedInstancesDiffer: Rule<AppContext> = {
  name: 'not-for-shared-instance',
  check: (context) =>
    checkVariants(context, ({ environment, settings }) => {
      const { database } = partSettings(settings);
      if (database === undefined || database.instance === 'dedicated') return [];
      return (['version', 'restoreFrom'] as const).flatMap((field) =>
        database[field] === undefined
          ? []
          : [
              {
                path: pathOfSetting(context, environment, ['database', field], ['database', 'instance']),
                message: `\`database.${field}\` is for a dedicated instance, and the database is on the shared instance${inEnvironment(environment)}.`,
                remedy: `Set \`database.instance: dedicated\`, or remove \`${field}\`: the platform file has that of the shared instance.`,
              },
            ],
      );
    }),
};

/** Names of RDS instances start with a letter. For an application with a Service, that part's rule reports the same. */
export const nameStartsWithLetter: Rule<AppContext> = {
  name: 'name-starts-with-digit',
  check: ({ written: { name }, spec }) => {
    const hasService = partSettings(spec.general).workload !== undefined;
    const hasInstance = spec.environments.some(
      (environment) => partSettings(spec.settings[environment] ?? {}).database?.instance === 'dedicated',
    );
    if (!/^[0-9]/.test(name) || hasService || !hasInstance) return [];
    return [
      {
        path: ['name'],
        message: `${quote(name)} starts with a digit: no RDS instance can have that name.`,
        remedy: 'Start the name with a letter.',
      },
    ];
  },
};

function databaseIn({ spec }: AppContext, environment: string): DatabaseSettings | undefined {
  return partSettings(spec.settings[environment] ?? {}).database;
}

function eachDatabaseEnvironment(
  { spec, platform }: AppContext,
  check: (environment: Environment) => readonly Problem[],
): readonly Problem[] {
  return platform.environments.filter(({ name }) => spec.environments.includes(name)).flatMap(check);
}

/** What sets the variables of `database.variables`, in errors. */
const BY_VARIABLES = '`database.variables`';

function eachVariable(
  context: AppContext,
  check: (name: string, text: string) => Pick<Problem, 'message' | 'remedy' | 'isSecret'> | undefined,
): Problem[] {
  return checkVariants(context, ({ environment, settings }) =>
    Object.entries(partSettings(settings).database?.variables ?? {}).flatMap(([name, text]) => {
      const problem = check(name, text);
      const path = pathOfSetting(context, environment, ['database', 'variables', name]);
      return problem === undefined ? [] : [{ path, at: 'key' as const, ...problem }];
    }),
  );
}

export const placeholdersAreKnown: Rule<AppContext> = {
  name: 'unknown-placeholder',
  reads: ['environments'],
  check: (context) => {
    const hasReader = hasReaderHost(settingsEverywhere(context.spec, context.platform));
    return eachVariable(context, (_name, text) => placeholderProblem(text, hasReader));
  },
};

export const databaseVariablesAreFree: Rule<AppContext> = {
  name: 'variable-taken',
  check: (context) => {
    const others = context.reservedVariables.filter(({ by }) => by !== BY_VARIABLES);
    return eachVariable(context, (variable) => {
      const giver = others.find(({ names }) => names.includes(variable));
      return giver && variableTaken(variable, giver.by);
    });
  },
};

export const databaseVariablesHavePods: Rule<AppContext> = {
  name: 'variables-without-pods',
  check: (context) =>
    partSettings(context.spec.general).workload !== undefined
      ? []
      : eachVariable(context, (variable) => ({
          message: `\`${variable}\` has no effect: this kind has no pods.`,
          remedy: 'Remove it, or use the kind `backend-app-rds`.',
        })),
};

export const databaseVariablesAreNotSecret: Rule<AppContext> = {
  name: PLAIN_SECRET,
  check: (context) => eachVariable(context, (name, text) => plainSecretIn(context.spec, name, text)),
};

export const rules: readonly Rule<AppContext>[] = [
  databaseNamesAreFree,
  databaseStorageGrows,
  databaseStorageGrowsEnough,
  onlyDedicatedInstancesDiffer,
  nameStartsWithLetter,
  environmentTakesDatabase,
  databaseSizeIsAllowed,
  backupsAreKeptLongEnough,
  placeholdersAreKnown,
  databaseVariablesAreFree,
  databaseVariablesHavePods,
  databaseVariablesAreNotSecret,
  ...auroraRules,
  ...engineRules,
];
