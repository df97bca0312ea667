import { type Conditions, listOf, PolicyError } from './policy';
import { matchesWildcard } from './wildcard';

/** The values of condition keys in a request. A key that is missing is not in the request. */
export type RequestContext = Readonly<Record<string, string | readonly string[]>>;

type Compare = (expected: string, actual: string) => boolean;

const same = (text: string) => text.toLowerCase();

/** Operators and their negations, by the operator that they negate. */
const OPERATORS: Readonly<Record<string, Compare>> = {
  StringEquals: (expected, actual) => expected === actual,
  StringEqualsIgnoreCase: (expected, actual) => same(expected) === same(actual),
  StringLike: matchesWildcard,
  ArnEquals: matchesWildcard,
  ArnLike: matchesWildcard,
  Bool: (expected, actual) => same(expected) === same(actual),
  NumericEquals: (expected, actual) => Number(expected) === Number(actual),
  NumericLessThan: (expected, actual) => Number(actual) < Number(expected),
  NumericLessThanEquals: (expected, actual) => Number(actual) <= Number(expected),
  NumericGreaterThan: (expected, actual) => Number(actual) > Number(expected),
  NumericGreaterThanEquals: (expected, actual) => Number(actual) >= Number(expected),
};

const NEGATED: Readonly<Record<string, string>> = {
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
  NumericNotEquals: 'NumericEquals',
};

/** What precedes and follows the name of an operator: `ForAnyValue:StringLikeIfExists`. */
const NAME = /^(?:(ForAnyValue|ForAllValues):)?([A-Za-z]+?)(IfExists)?$/;

/**
 * Returns whether all conditions of a statement hold in a request.
 *
 * A key that the request does not have fails a condition, except with `…IfExists`, a negated operator, `ForAllValues` and `Null`.
 *
 * @throws PolicyError for an operator that this does not know.
 */
export function conditionsHold(conditions: Conditions | undefined, context: RequestContext): boolean {
  const keys = new Map(Object.entries(context).map(([key, value]) => [key.toLowerCase(), value]));
  return Object.entries(conditions ?? {}).every(([operator, byKey]) =>
    Object.entries(byKey).every(([key, expected]) =>
      conditionHolds(operator, listOf(expected).map(String), keys.get(key.toLowerCase())),
    ),
  );
}

function conditionHolds(
  operator: string,
  expected: readonly string[],
  value: string | readonly string[] | undefined,
): boolean {
  const actual = listOf(value);
  const isMissing = value === undefined || actual.length === 0;
  if (operator === 'Null') return expected.includes(String(isMissing));
  const [, quantifier, name = '', ifExists] = NAME.exec(operator) ?? [];
  const positive = NEGATED[name] ?? name;
  const compare = OPERATORS[positive];
  if (compare === undefined) throw new PolicyError(`\`${operator}\` is not a known condition operator.`);
  const isNegated = positive !== name;
  const holds = (one: string) => expected.some((other) => compare(other, one)) !== isNegated;
  if (isMissing)
    return ifExists !== undefined || quantifier === 'ForAllValues' || (isNegated && quantifier === undefined);
  if (quantifier === 'ForAnyValue') return actual.some(holds);
  return actual.every(holds);
}
