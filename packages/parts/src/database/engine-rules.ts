import {
  type AppContext,
  checkVariants,
  inEnvironment,
  nearMiss,
  type Path,
  pathOfSetting,
  type Problem,
  quote,
  type Rule,
} from '@goldenpath/extension';
import { partSettings } from '../settings';
import { inEachEnvironment } from './each-environment';
import { extensionNamed, EXTENSIONS, hasExtension, librariesOf } from './extensions';
import { versionIn } from './facts';
import { hasParameter, PARAMETERS, setterOf, takesValue, valuesText } from './parameters';
import type { DatabaseSettings } from './settings';

function eachExtension(
  context: AppContext,
  check: (name: string, database: DatabaseSettings) => Pick<Problem, 'message' | 'remedy'> | undefined,
): Problem[] {
  return checkVariants(context, ({ environment, settings }) => {
    const { database } = partSettings(settings);
    return (database?.extensions ?? []).flatMap((name, index): Problem[] => {
      const problem = database && check(name, database);
      return problem === undefined ? [] : [{ path: extensionPath(context, environment, index), ...problem }];
    });
  });
}

function extensionPath(context: AppContext, environment: string | undefined, index: number): Path {
  return [...pathOfSetting(context, environment, ['database', 'extensions']), index];
}

export const extensionsAreKnown: Rule<AppContext> = {
  name: 'unknown-extension',
  check: (context) =>
    eachExtension(context, (name) => {
      if (extensionNamed(name) !== undefined) return undefined;
      const near = nearMiss(
        name,
        EXTENSIONS.map((known) => known.name),
      );
      return {
        message: `A database cannot have the extension ${quote(name)}${near === undefined ? '.' : `: did you mean \`${near}\`?`}`,
        remedy: 'Use one of the extensions that the guide about operating databases lists.',
      };
    }),
};

function eachParameter(
  context: AppContext,
  check: (
    name: string,
    database: DatabaseSettings,
  ) => (Pick<Problem, 'message' | 'remedy'> & { at?: 'key' }) | undefined,
): Problem[] {
  return checkVariants(context, ({ environment, settings }) => {
    const { database } = partSettings(settings);
    return Object.keys(database?.parameters ?? {}).flatMap((name): Problem[] => {
      const problem = database && check(name, database);
      const path = pathOfSetting(context, environment, ['database', 'parameters', name]);
      return problem === undefined ? [] : [{ path, ...problem }];
    });
  });
}

export const parametersAreKnown: Rule<AppContext> = {
  name: 'unknown-parameter',
  check: (context) =>
    eachParameter(context, (name) => {
      if (PARAMETERS.has(name)) return undefined;
      const setter = setterOf(name);
      if (setter !== undefined)
        return { at: 'key', message: `${quote(name)} is set by ${setter}.`, remedy: 'Remove it.' };
      const near = nearMiss(name, [...PARAMETERS.keys()]);
      return {
        at: 'key',
        message: `A database cannot set the parameter ${quote(name)}${near === undefined ? '.' : `: did you mean \`${near}\`?`}`,
        remedy: 'Use one of the parameters that the guide about operating databases lists.',
      };
    }),
};

export const parametersTakeValues: Rule<AppContext> = {
  name: 'bad-parameter-value',
  check: (context) =>
    eachParameter(context, (name, { parameters = {} }) => {
      const [known, value] = [PARAMETERS.get(name), parameters[name]];
      if (known === undefined || value === undefined || takesValue(known, value)) return undefined;
      return {
        message: `${quote(String(value))} is not a value of \`${name}\`.`,
        remedy: `Use ${valuesText(known)}, without quotes and without a unit.`,
      };
    }),
};

export const versionsHaveThem: Rule<AppContext> = {
  name: 'not-in-version',
  reads: ['environments'],
  check: (context) =>
    inEachEnvironment(context, (database, environment) =>
      missingIn(context, database, environment.name, versionIn(database, environment, context.platform)),
    ),
};

function missingIn(
  context: AppContext,
  { extensions = [], parameters = {} }: DatabaseSettings,
  environment: string,
  version: string,
): Problem[] {
  const remedy = 'Remove it there, or use a version that has it (`database.version` of a dedicated instance).';
  const lacks = (name: string) => `PostgreSQL ${version} has no \`${name}\`, and it is the version in ${environment}.`;
  return [
    ...extensions.flatMap((name, index): Problem[] => {
      const known = extensionNamed(name);
      if (known === undefined || hasExtension(known, version)) return [];
      return [{ path: extensionPath(context, environment, index), message: lacks(name), remedy }];
    }),
    ...Object.keys(parameters).flatMap((name): Problem[] => {
      if (hasParameter(name, version)) return [];
      const path = pathOfSetting(context, environment, ['database', 'parameters', name]);
      return [{ path, at: 'key', message: lacks(name), remedy }];
    }),
  ];
}

/** The parameters of a shared instance are the same for all of its databases. */
export const sharedInstancesKeepParameters: Rule<AppContext> = {
  name: 'not-for-shared-instance',
  check: (context) => [
    ...checkVariants(context, ({ environment, settings }) => {
      const { database } = partSettings(settings);
      if (database === undefined || database.instance === 'dedicated' || database.parameters === undefined) return [];
      return [
        {
          path: pathOfSetting(context, environment, ['database', 'parameters'], ['database', 'instance']),
          at: 'key',
          message: `\`database.parameters\` is for a dedicated instance, and the database is on the shared instance${inEnvironment(environment)}.`,
          remedy: 'Set `database.instance: dedicated`, or remove `parameters`.',
        },
      ];
    }),
    ...eachExtension(context, (name, { instance }) => {
      const [library] = librariesOf([name]);
      if (library === undefined || instance === 'dedicated') return undefined;
      return {
        message: `The extension \`${name}\` is for a dedicated instance: the server has to load \`${library}\` when it starts.`,
        remedy: `Set \`database.instance: dedicated\`, or remove \`${name}\`.`,
      };
    }),
  ],
};

/** The rules about extensions and parameters. */
export const engineRules: readonly Rule<AppContext>[] = [
  extensionsAreKnown,
  parametersAreKnown,
  parametersTakeValues,
  versionsHaveThem,
  sharedInstancesKeepParameters,
];
