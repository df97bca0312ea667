import {
  acceptsPlainSecret,
  type AppContext,
  checkVariants,
  nearMiss,
  pathOfSetting,
  PLAIN_SECRET,
  plainSecretProblem,
  type Problem,
  quote,
  type ReservedVariables,
  type Rule,
  secretsOfVariable,
  variantsOf,
} from '@goldenpath/extension';
import { checkObjectSize } from '../object-size';
import { circleFrom, referencesIn } from './references';
import { partSettings } from '../settings';
import { removeOr, variableTaken } from '../variable-taken';

export const variablesAreFree: Rule<AppContext> = {
  name: 'variable-taken',
  check: (context) =>
    eachVariable(context, ({ name, value }) => {
      const isSame = (other: string): boolean => other.toLowerCase() === name.toLowerCase();
      if (name !== 'LOG_LEVEL' && isSame('LOG_LEVEL'))
        return {
          message: `\`${name}\` differs only in its case from \`LOG_LEVEL\`, which every container has.`,
          remedy: 'Write `LOG_LEVEL` to set it.',
        };
      const giver = context.reservedVariables.find(({ names }) => names.some(isSame));
      if (giver === undefined) return undefined;
      const taken = giver.names.find(isSame) ?? name;
      if (taken === name)
        return isMadeOf(value, name, giver)
          ? undefined
          : { ...variableTaken(name, giver.by), ...otherValue(name, giver) };
      return {
        message: `\`${name}\` differs only in its case from \`${taken}\`, which is already set by ${giver.by}.`,
        remedy: removeOr(giver.by, 'or choose another name: many libraries ignore the case of variables.'),
      };
    }),
};

/** Whether a value is made from the variables that the one of this name belongs to: `http://$(SEARCH_HOST)/v1` for `SEARCH_URL`. */
function isMadeOf(value: string, name: string, { names, canBeReplaced = false }: ReservedVariables): boolean {
  return canBeReplaced && referencesIn(value).some((one) => one !== name && names.includes(one));
}

/** What a variable that may be made from others can be as well. */
function otherValue(name: string, { names, by, canBeReplaced = false }: ReservedVariables): { remedy?: string } {
  const other = names.find((one) => one !== name);
  if (!canBeReplaced || other === undefined) return {};
  return { remedy: removeOr(by, `choose another name, or make its value from the others, such as \`$(${other})\`.`) };
}

export const variablesAreNotSecret: Rule<AppContext> = {
  name: PLAIN_SECRET,
  check: (context) =>
    eachVariable(context, ({ name, value, environment }) => {
      const [found] = secretsOfVariable(name, value);
      if (found === undefined || acceptsPlainSecret(context.spec, environment)) return undefined;
      return plainSecretProblem(name, found);
    }),
};

type VariableProblem = Pick<Problem, 'message' | 'remedy' | 'isSecret'>;

function eachVariable(
  context: AppContext,
  check: (variable: { name: string; value: string; environment: string | undefined }) => VariableProblem | undefined,
): Problem[] {
  const seen = new Set<string>();
  return variantsOf(context).flatMap(({ environment, settings }) =>
    Object.entries(partSettings(settings).configuration?.env ?? {}).flatMap(([name, value]) => {
      const path = pathOfSetting(context, environment, ['env', name]);
      const key = JSON.stringify(path);
      const problem = seen.has(key) ? undefined : check({ name, value, environment });
      seen.add(key);
      return problem === undefined ? [] : [{ path, at: 'key' as const, ...problem }];
    }),
  );
}

/** A short word in lower case is rather a command of a shell, such as `$(id)`, than a misspelt variable. */
function isCommand(reference: string): boolean {
  return reference.length < 5 && reference !== reference.toUpperCase();
}

export const referencesLeadToVariables: Rule<AppContext> = {
  name: 'unknown-variable',
  check: (context) => {
    const given = context.reservedVariables.flatMap(({ names }) => names);
    return eachVariable(context, ({ name, value, environment }) => {
      const env = variablesIn(context, environment);
      const known = [...given, 'LOG_LEVEL', ...Object.keys(env)];
      const circle = circleFrom(name, env);
      if (circle !== undefined)
        return {
          message: `\`${name}\` refers to itself: ${circle.join(' → ')}.`,
          remedy: 'Write a value at one of these places.',
        };
      const unknown = referencesIn(value).find((one) => !known.includes(one) && !isCommand(one));
      const near = unknown === undefined ? undefined : nearMiss(unknown, known);
      if (unknown === undefined || near === undefined) return undefined;
      return {
        message: `\`$(${unknown})\` is not a variable of ${quote(context.spec.name)}: did you mean \`$(${near})\`?`,
        remedy: `Write \`$(${near})\`.`,
      };
    });
  },
};

function variablesIn({ spec }: AppContext, environment: string | undefined): Readonly<Record<string, string>> {
  const settings = environment === undefined ? spec.general : (spec.settings[environment] ?? spec.general);
  return partSettings(settings).configuration?.env ?? {};
}

/** The longest key of a ConfigMap. */
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
  referencesLeadToVariables,
  variableNamesFit,
  variablesFit,
];
