/** One value or several, as in IAM's JSON. */
export type OneOrMore<T> = T | readonly T[];

/** Condition operators, then keys, then the values of which one must match. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, OneOrMore<string | boolean | number>>>>>;

/** Principals by kind, such as `AWS`, `Service` and `Federated`; `*` for everyone. */
export type Principals = '*' | Readonly<Record<string, OneOrMore<string>>>;

/** A statement of a policy. A policy of a role has resources, a trust policy has principals. */
export interface Statement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: OneOrMore<string>;
  readonly NotAction?: OneOrMore<string>;
  readonly Resource?: OneOrMore<string>;
  readonly NotResource?: OneOrMore<string>;
  readonly Principal?: Principals;
  readonly NotPrincipal?: Principals;
  readonly Condition?: Conditions;
}

/** An IAM policy document. */
export interface Policy {
  readonly Version?: '2012-10-17' | '2008-10-17';
  readonly Id?: string;
  readonly Statement: OneOrMore<Statement>;
}

/** A text that is not an IAM policy. */
export class PolicyError extends Error {}

/** Returns the values of a field that holds one value or several; none where the field is missing. */
export function listOf<T>(values: OneOrMore<T> | undefined): readonly T[] {
  if (values === undefined) return [];
  return Array.isArray(values) ? (values as readonly T[]) : [values as T];
}

const FIELDS = new Set([
  'Sid',
  'Effect',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Principal',
  'NotPrincipal',
  'Condition',
]);

/**
 * Reads a policy as IAM does: unknown fields and effects are errors.
 *
 * @throws PolicyError that says what is wrong.
 */
export function parsePolicy(text: string): Policy {
  const policy = parseJson(text);
  if (!isObject(policy)) throw new PolicyError('The policy is not a JSON object.');
  const { Version: version = '2008-10-17', Statement: statements } = policy;
  if (version !== '2012-10-17' && version !== '2008-10-17')
    throw new PolicyError(`\`${String(version)}\` is not a version of IAM's policy language.`);
  if (statements === undefined) throw new PolicyError('The policy has no statements.');
  for (const statement of listOf(statements as OneOrMore<unknown>)) assertStatement(statement);
  return policy as unknown as Policy;
}

function assertStatement(statement: unknown): void {
  if (!isObject(statement)) throw new PolicyError('A statement is not a JSON object.');
  const unknown = Object.keys(statement).find((name) => !FIELDS.has(name));
  if (unknown !== undefined) throw new PolicyError(`A statement has the unknown field \`${unknown}\`.`);
  if (statement['Effect'] !== 'Allow' && statement['Effect'] !== 'Deny')
    throw new PolicyError('The effect of a statement must be `Allow` or `Deny`.');
  if ('Action' in statement === 'NotAction' in statement)
    throw new PolicyError('A statement needs `Action` or `NotAction`, and not both.');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new PolicyError(`The policy is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
