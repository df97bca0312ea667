import {
  type AppContext,
  checkVariants,
  type Environment,
  inEnvironment,
  type Path,
  pathOfSetting,
  type Problem,
  type Rule,
  settingsEverywhere,
  valueAt,
  variantsOf,
} from '@goldenpath/extension';
import { databaseOf, inEachEnvironment } from './each-environment';
import { auroraHasExtension } from './extensions';
import { versionIn } from './facts';
import { auroraLacksParameter } from './parameters';
import { AURORA, capacityProblem, isOnCluster, pauseProblem } from './cluster';
import type { AuroraSettings, DatabaseSettings } from './settings';

/** A field that has an effect on some databases only. */
interface Limited {
  readonly path: Path;
  readonly counts: (database: DatabaseSettings) => boolean;
  /** @param where - ` in dev`, or an empty text. */
  readonly problem: (database: DatabaseSettings, where: string) => Pick<Problem, 'message' | 'remedy'>;
}

const ON_RDS: readonly Limited[] = (['size', 'storageGb', 'maxStorageGb'] as const).map((field) => ({
  path: ['database', field],
  counts: ({ aurora }) => aurora === undefined,
  problem: (_database, where) => ({
    message: `\`database.${field}\` is for an RDS instance, and the database is an Aurora cluster${where}.`,
    remedy: `Remove it: ${field === 'size' ? '`database.serverless` has the capacity of a cluster' : 'the storage of a cluster grows by itself'}.`,
  }),
}));

const ON_AURORA: readonly Limited[] = [
  {
    path: ['database', 'serverless'],
    counts: ({ aurora }) => aurora !== undefined,
    problem: (database, where) =>
      sharedProblem('serverless', database, where) ?? {
        message: `\`database.serverless\` is for an Aurora cluster, and the database is on RDS${where}.`,
        remedy: `Set \`database.instance: dedicated\` and \`database.engine: ${AURORA}\`, or remove \`serverless\`.`,
      },
  },
  {
    path: ['database', 'readers'],
    counts: ({ aurora }) => aurora !== undefined,
    problem: (database, where) =>
      sharedProblem('readers', database, where) ?? {
        message: `The database is on RDS${where}, and RDS refuses a replica of an instance whose master password it manages.`,
        remedy: `Set \`database.instance: dedicated\` and \`database.engine: ${AURORA}\`, which has readers, or remove \`readers\`.`,
      },
  },
];

/** The shared instance can be a cluster as well, whose capacity and readers are the platform's choice. */
function sharedProblem(field: 'serverless' | 'readers', { instance }: DatabaseSettings, where: string) {
  if (instance === 'dedicated') return undefined;
  return {
    message: `\`database.${field}\` is for a dedicated Aurora cluster, and the database is on the shared instance${where}.`,
    remedy: `Set \`database.instance: dedicated\` and \`database.engine: ${AURORA}\`, or remove \`${field}\`: the platform file has that of a shared cluster.`,
  };
}

/** A cluster pauses only where its smallest capacity is 0. */
const PAUSE: Limited = {
  path: ['database', 'serverless', 'pauseAfterSeconds'],
  counts: ({ aurora }) => aurora === undefined || aurora.minCapacity === 0,
  problem: ({ aurora }, where) => pauseProblem(aurora?.minCapacity, where),
};

/** An engine is a choice for a dedicated instance: the shared instance belongs to the platform. */
const ENGINE: Limited = {
  path: ['database', 'engine'],
  counts: ({ instance }) => instance === 'dedicated',
  problem: (_database, where) => ({
    message: `\`database.engine\` is for a dedicated instance, and the database is on the shared instance${where}.`,
    remedy:
      'Set `database.instance: dedicated`, or remove `engine`: the platform file has that of the shared instance.',
  }),
};

/** Reports a field where it is written and has an effect in no environment that it is written for. */
function withoutEffect(context: AppContext, { path, counts, problem }: Limited): Problem[] {
  const isOverridden = new Set(variantsOf(context).map(({ environment }) => environment));
  const written = settingsEverywhere(context.spec, context.platform).flatMap(({ environment: { name }, settings }) => {
    const database = databaseOf(settings);
    const at = pathOfSetting(context, isOverridden.has(name) ? name : undefined, path);
    return database === undefined || valueAt(context.document.value, at) === undefined
      ? []
      : [{ at, environment: name, database }];
  });
  const places = new Map(written.map(({ at }) => [JSON.stringify(at), at]));
  return [...places].flatMap(([key, at]) => {
    const here = written.filter((one) => JSON.stringify(one.at) === key);
    const [first] = here;
    if (first === undefined || here.some(({ database }) => counts(database))) return [];
    return [
      {
        path: at,
        at: 'key' as const,
        ...problem(first.database, at[0] === 'overrides' ? inEnvironment(first.environment) : ''),
      },
    ];
  });
}

export const enginesAreForDedicated: Rule<AppContext> = {
  name: 'not-for-shared-instance',
  check: (context) => withoutEffect(context, ENGINE),
};

export const fieldsFitEngine: Rule<AppContext> = {
  name: 'not-for-engine',
  check: (context) => {
    // The engine alone is wrong where it is on a shared instance.
    if (withoutEffect(context, ENGINE).length > 0) return [];
    return [...ON_RDS, ...ON_AURORA].flatMap((limited) => withoutEffect(context, limited));
  },
};

export const capacityIsOffered: Rule<AppContext> = {
  name: 'bad-capacity',
  check: (context) => [
    ...checkVariants(context, ({ environment, settings }) => {
      const { aurora } = databaseOf(settings) ?? {};
      return aurora === undefined ? [] : capacityProblems(context, environment, aurora);
    }),
    ...withoutEffect(context, PAUSE),
  ],
};

function capacityProblems(context: AppContext, environment: string | undefined, capacity: AuroraSettings): Problem[] {
  const problem = capacityProblem(capacity, inEnvironment(environment));
  if (problem === undefined) return [];
  const { fields, ...texts } = problem;
  const [first, ...others] = fields.map((field): Path => ['database', 'serverless', field]);
  return first === undefined ? [] : [{ path: pathOfSetting(context, environment, first, ...others), ...texts }];
}

export const auroraHasThem: Rule<AppContext> = {
  name: 'not-on-aurora',
  reads: ['environments'],
  check: (context) =>
    inEachEnvironment(context, (database, environment) =>
      isOnCluster(database, environment) ? missingOnAurora(context, database, environment) : [],
    ),
};

function missingOnAurora(
  context: AppContext,
  { instance, version: own, extensions: wanted = [], parameters: set = {} }: DatabaseSettings,
  within: Environment,
): Problem[] {
  const isShared = instance === 'shared';
  const environment = within.name;
  const version = versionIn(isShared ? {} : { version: own }, within, context.platform);
  const remedy = `Remove it there, or use ${isShared ? '`instance: dedicated`' : '`engine: postgres`'}.`;
  const extensions = wanted.flatMap((name, index): Problem[] =>
    auroraHasExtension(name, version)
      ? []
      : [
          {
            path: [...pathOfSetting(context, environment, ['database', 'extensions']), index],
            message: isShared
              ? `The shared instance of ${environment} is an Aurora cluster of PostgreSQL ${version}, which cannot have the extension \`${name}\`.`
              : `An Aurora cluster of PostgreSQL ${version} cannot have the extension \`${name}\`.`,
            remedy,
          },
        ],
  );
  // Another rule reports parameters of a database on a shared instance.
  const parameters = Object.keys(isShared ? {} : set).flatMap((name): Problem[] => {
    const why = auroraLacksParameter(name);
    const path = pathOfSetting(context, environment, ['database', 'parameters', name]);
    return why === undefined
      ? []
      : [{ path, at: 'key', message: `An Aurora cluster does not take \`${name}\`: ${why}.`, remedy }];
  });
  return [...extensions, ...parameters];
}

/** The rules about Aurora clusters. */
export const auroraRules: readonly Rule<AppContext>[] = [
  enginesAreForDedicated,
  fieldsFitEngine,
  capacityIsOffered,
  auroraHasThem,
];
