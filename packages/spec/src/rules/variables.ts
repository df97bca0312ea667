import { variablesOfUse } from '../uses';
import { type AppContext, type Problem, type Rule, pathOfSetting, variantsOf } from './rule';

const PLATFORM_VARIABLES = ['APP_ENV', 'LOG_LEVEL'];
const DATABASE_VARIABLES = ['DB_HOST', 'DB_PORT', 'DB_NAME', 'DB_USER', 'DB_PASS'];

export const variablesAreFree: Rule<AppContext> = {
  name: 'variable-taken',
  check: (context) =>
    eachVariable(context, ({ name }) => {
      const giver = giverOf(context, name);
      if (giver === undefined) return undefined;
      return { message: `\`${name}\` is already set by ${giver}.`, remedy: 'Choose another name.' };
    }),
};

function giverOf({ spec: { general } }: AppContext, variable: string): string | undefined {
  if (PLATFORM_VARIABLES.includes(variable)) return 'the platform';
  if (general.database !== undefined && DATABASE_VARIABLES.includes(variable)) return 'the database';
  const used = general.configuration?.uses.find((name) => Object.values(variablesOfUse(name)).includes(variable));
  return used === undefined ? undefined : `\`uses: ${used}\``;
}

/** `uses: [db]` gives `DB_HOST`, which of a backend is where its database is: one of the two would be lost. */
export const usesDoNotHideDatabase: Rule<AppContext> = {
  name: 'use-hides-database',
  check: ({ spec: { general } }) =>
    (general.database === undefined ? [] : (general.configuration?.uses ?? [])).flatMap((name, index) => {
      const variable = Object.values(variablesOfUse(name)).find((given) => DATABASE_VARIABLES.includes(given));
      if (variable === undefined) return [];
      const message = `\`uses: ${name}\` gives \`${variable}\`, which the database gives too.`;
      return [
        {
          path: ['uses', index],
          message,
          remedy: `Rename ${name}, or do not use it from an application with a database.`,
        },
      ];
    }),
};

const SECRET_NAME = /(^|_)(PASSWORD|PASSWD|PASS|SECRET|TOKEN|API_?KEY|PRIVATE_KEY|ACCESS_KEY|CREDENTIALS?)$/;
const SECRET_VALUES: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  ['an AWS access key', /\b(AKIA|ASIA)[A-Z0-9]{16}\b/],
  ['a GitHub token', /\b(gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{50,})/],
  ['a Slack token', /\bxox[abprs]-[A-Za-z0-9-]{10,}/],
  ['a password in a URL', /^[a-z][a-z0-9+.-]*:\/\/[^/\s:@]*:[^/\s@]+@/i],
];

export const variablesAreNotSecret: Rule<AppContext> = {
  name: 'secret-in-plain-text',
  check: (context) =>
    eachVariable(context, ({ name, value }) => {
      const remedy = 'Keep it in the secret store: what is written here ends up in Git.';
      if (value !== '' && SECRET_NAME.test(name)) return { message: `\`${name}\` is the name of a secret.`, remedy };
      const found = SECRET_VALUES.find(([, pattern]) => pattern.test(value));
      return found === undefined ? undefined : { message: `\`${name}\` holds ${found[0]}.`, remedy };
    }),
};

function eachVariable(
  context: AppContext,
  check: (variable: { name: string; value: string }) => Pick<Problem, 'message' | 'remedy'> | undefined,
): Problem[] {
  const seen = new Set<string>();
  return variantsOf(context).flatMap(({ environment, settings }) =>
    Object.entries(settings.configuration?.env ?? {}).flatMap(([name, value]) => {
      const path = pathOfSetting(context, environment, ['env', name]);
      const key = JSON.stringify(path);
      const problem = seen.has(key) ? undefined : check({ name, value });
      seen.add(key);
      return problem === undefined ? [] : [{ path, at: 'key' as const, ...problem }];
    }),
  );
}
