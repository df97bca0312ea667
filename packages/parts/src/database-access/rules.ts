import {
  type AppContext,
  checkVariants,
  PLAIN_SECRET,
  pathOfSetting,
  type Problem,
  quote,
  type Rule,
} from '@goldenpath/extension';
import { overridesExist } from '../cloud/rules';
import { CREDENTIALS, READER_HOST } from '../credentials/variables';
import { placeholderProblem, plainSecretIn } from '../credentials/templates';
import { sealedSecretProblems } from '../secret-store';
import { partSettings } from '../settings';
import { variableTaken } from '../variable-taken';
import { accessSecret } from './facts';
import { accessVariable, accessVariables } from './settings';

/** `database` describes an own database, and `databases` those of others. */
export const databasesAreOfOthers: Rule<AppContext> = {
  name: 'own-database',
  check: ({ spec: { name, general } }) =>
    Object.hasOwn(partSettings(general).databaseAccess ?? {}, name)
      ? [
          {
            path: ['databases', name],
            at: 'key',
            message: `${quote(name)} is this application itself.`,
            remedy: 'Remove it: `databases` lists databases of other applications.',
          },
        ]
      : [],
};

function eachVariable(
  context: AppContext,
  check: (name: string, text: string, app: string) => Pick<Problem, 'message' | 'remedy' | 'isSecret'> | undefined,
): Problem[] {
  return checkVariants(context, ({ environment, settings }) =>
    Object.entries(partSettings(settings).databaseAccess ?? {}).flatMap(([app, { variables }]) =>
      Object.entries(variables).flatMap(([name, text]) => {
        const problem = check(name, text, app);
        const path = pathOfSetting(context, environment, ['databases', app, 'variables', name]);
        return problem === undefined ? [] : [{ path, at: 'key' as const, ...problem }];
      }),
    ),
  );
}

export const accessPlaceholdersAreKnown: Rule<AppContext> = {
  name: 'unknown-placeholder',
  check: (context) => eachVariable(context, (_name, text) => placeholderProblem(text, true)),
};

/** Two databases, or a database and another part, can give a variable of the same name. One of the two would be lost. */
export const accessVariablesAreFree: Rule<AppContext> = {
  name: 'variable-taken',
  check: (context) => [
    ...eachVariable(context, (variable, _text, app) => {
      const by = `\`databases.${app}.variables\``;
      const giver = context.reservedVariables.find((one) => one.by !== by && one.names.includes(variable));
      return giver && variableTaken(variable, giver.by);
    }),
    ...Object.keys(partSettings(context.spec.general).databaseAccess ?? {}).flatMap((app): Problem[] => {
      const [own, ...rest] = accessVariables({ [app]: { access: 'reader', connectionLimit: 1, variables: {} } });
      const others = context.reservedVariables.filter(({ by }) => ![own, ...rest].some((one) => one?.by === by));
      const taken = others.find(
        ({ names, by }) => !by.startsWith('`databases.') && own?.names.some((name) => names.includes(name)),
      );
      if (taken === undefined) return [];
      const variable = own?.names.find((name) => taken.names.includes(name)) ?? '';
      return [
        {
          path: ['databases', app],
          at: 'key',
          message: `The database of ${quote(app)} sets \`${variable}\`, which ${taken.by} sets as well.`,
          remedy: `Rename one of the two applications, or use only one of them.`,
        },
      ];
    }),
  ],
};

export const accessVariablesAreNotSecret: Rule<AppContext> = {
  name: PLAIN_SECRET,
  check: (context) => eachVariable(context, (name, text) => plainSecretIn(context.spec, name, text)),
};

/** The controller of SealedSecrets refuses what was sealed for another name, and pods do not start without a variable. */
export const sealedAccessFits: Rule<AppContext> = {
  name: 'sealed-database-access',
  check: (context) =>
    sealedSecretProblems(
      context,
      Object.keys(partSettings(context.spec.general).databaseAccess ?? {}).map((app) => ({
        secretName: accessSecret(context.spec.name, app),
        keys: CREDENTIALS.map(({ variable }) => accessVariable(app, variable)),
        // Whether the database has readers is a question of another spec.
        further: [accessVariable(app, READER_HOST)],
      })),
    ),
};

export const rules: readonly Rule<AppContext>[] = [
  databasesAreOfOthers,
  overridesExist('databases', 'access to a database'),
  accessPlaceholdersAreKnown,
  accessVariablesAreFree,
  accessVariablesAreNotSecret,
  sealedAccessFits,
];
