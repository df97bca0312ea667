import {
  type AppContext,
  checkVariants,
  pathOfSetting,
  type Problem,
  quote,
  type Rule,
  variantsOf,
} from '@goldenpath/extension';
import { checkObjectSize } from '../object-size';
import { partSettings } from '../settings';

export const variablesAreFree: Rule<AppContext> = {
  name: 'variable-taken',
  check: (context) =>
    eachVariable(context, ({ name }) => {
      const giver = context.reservedVariables.find(({ names }) => names.includes(name));
      if (giver === undefined) return undefined;
      return { message: `\`${name}\` is already set by ${giver.by}.`, remedy: 'Choose another name.' };
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
    Object.entries(partSettings(settings).configuration?.env ?? {}).flatMap(([name, value]) => {
      const path = pathOfSetting(context, environment, ['env', name]);
      const key = JSON.stringify(path);
      const problem = seen.has(key) ? undefined : check({ name, value });
      seen.add(key);
      return problem === undefined ? [] : [{ path, at: 'key' as const, ...problem }];
    }),
  );
}

/** Of a key of a ConfigMap, which variables are kept in. */
const MAX_NAME = 253;

export const variableNamesFit: Rule<AppContext> = {
  name: 'variable-name-too-long',
  check: (context) =>
    checkVariants(context, ({ environment, settings }) =>
      Object.keys(partSettings(settings).configuration?.env ?? {})
        .filter((name) => name.length > MAX_NAME)
        .map((name) => ({
          path: pathOfSetting(context, environment, ['env', name]),
          at: 'key' as const,
          message: `${quote(name)} has ${name.length} characters; the name of a variable has at most ${MAX_NAME}.`,
          remedy: 'Make it shorter.',
        })),
    ),
};

export const variablesFit: Rule<AppContext> = {
  name: 'too-much-for-one-object',
  check: (context) =>
    checkVariants(context, ({ environment, settings }) =>
      checkObjectSize(context, environment, 'env', partSettings(settings).configuration?.env),
    ),
};

export const rules: readonly Rule<AppContext>[] = [
  variablesAreFree,
  variablesAreNotSecret,
  variableNamesFit,
  variablesFit,
];
