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
import { partSettings } from '../settings';
import { removeOr, variableTaken } from '../variable-taken';
import { circleFrom, referencesIn } from './references';
import type { VariablesOf } from './variables-of-spec';

const variablesAreFree = (of: VariablesOf): Rule<AppContext> => ({
  name: 'variable-taken',
  check: (context) =>
    eachVariable(context, of, ({ name, value }) => {
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
});

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

const variablesAreNotSecret = (of: VariablesOf): Rule<AppContext> => ({
  name: PLAIN_SECRET,
  check: (context) =>
    eachVariable(context, of, ({ name, value, environment }) => {
      const [found] = secretsOfVariable(name, value);
      if (found === undefined || acceptsPlainSecret(context.spec, environment)) return undefined;
      return plainSecretProblem(name, found);
    }),
});

type VariableProblem = Pick<Problem, 'message' | 'remedy' | 'isSecret'>;

interface CheckedVariable {
  readonly name: string;
  readonly value: string;
  readonly environment: string | undefined;
  /** The variables that specs write for the same container. */
  readonly variables: Readonly<Record<string, string>>;
}

function eachVariable(
  context: AppContext,
  of: VariablesOf,
  check: (variable: CheckedVariable) => VariableProblem | undefined,
): Problem[] {
  const seen = new Set<string>();
  return variantsOf(context).flatMap(({ environment, settings }) =>
    of(settings).flatMap(({ at, env }) => {
      const variables = { ...partSettings(settings).configuration?.env, ...env };
      return Object.entries(env).flatMap(([name, value]) => {
        const path = pathOfSetting(context, environment, [...at, name]);
        const key = JSON.stringify(path);
        const problem = seen.has(key) ? undefined : check({ name, value, environment, variables });
        seen.add(key);
        return problem === undefined ? [] : [{ path, at: 'key' as const, ...problem }];
      });
    }),
  );
}

/** A short word in lower case is rather a command of a shell, such as `$(id)`, than a misspelt variable. */
function isCommand(reference: string): boolean {
  return reference.length < 5 && reference !== reference.toUpperCase();
}

const referencesLeadToVariables = (of: VariablesOf): Rule<AppContext> => ({
  name: 'unknown-variable',
  check: (context) => {
    const given = context.reservedVariables.flatMap(({ names }) => names);
    return eachVariable(context, of, ({ name, value, variables }) => {
      const known = [...given, 'LOG_LEVEL', ...Object.keys(variables)];
      const circle = circleFrom(name, variables);
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
});

/** The longest key of a ConfigMap. */
const MAX_NAME = 253;

const variableNamesFit = (of: VariablesOf): Rule<AppContext> => ({
  name: 'variable-name-too-long',
  check: (context) =>
    eachVariable(context, of, ({ name }) =>
      name.length <= MAX_NAME
        ? undefined
        : {
            message: `${quote(name)} has ${name.length} characters; the name of a variable has at most ${MAX_NAME}.`,
            remedy: 'Make it shorter.',
          },
    ),
});

const variablesFit = (of: VariablesOf): Rule<AppContext> => ({
  name: 'too-much-for-one-object',
  check: (context) =>
    checkVariants(context, ({ environment, settings }) =>
      of(settings).flatMap(({ at, env }) => checkObjectSize(context, environment, at, env)),
    ),
});

/** Returns the rules about plain variables that a spec writes. */
export function variableRules(of: VariablesOf): readonly Rule<AppContext>[] {
  return [
    variablesAreFree(of),
    variablesAreNotSecret(of),
    referencesLeadToVariables(of),
    variableNamesFit(of),
    variablesFit(of),
  ];
}
