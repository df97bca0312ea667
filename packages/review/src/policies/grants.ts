import { isList, isMap, type Json, type JsonMap, ownValue } from '@goldenpath/extension';

/** One permission of an IAM policy statement, allowed or denied, for one principal and one resource. */
export interface Grant {
  readonly effect: 'Allow' | 'Deny';
  readonly action: string;
  readonly resource: string;
  readonly principal: string;
  /** Additional conditions: by operator and key, the values of which one must match. */
  readonly conditions: ReadonlyMap<string, readonly string[]>;
}

/** Returns the grants of an AWS policy; undefined when it cannot be parsed. */
export function grantsOf(policy: unknown): Grant[] | undefined {
  const document = parsed(policy);
  const statements = document === undefined ? undefined : ownValue(document, 'Statement');
  if (statements === undefined) return undefined;
  return (isList(statements) ? statements : [statements]).filter(isMap).flatMap(grantsOfStatement);
}

function parsed(policy: unknown): JsonMap | undefined {
  if (typeof policy !== 'string') return undefined;
  try {
    const document: unknown = JSON.parse(policy);
    return isMap(document) ? document : undefined;
  } catch {
    return undefined;
  }
}

function grantsOfStatement(statement: JsonMap): Grant[] {
  const effect = ownValue(statement, 'Effect') === 'Deny' ? 'Deny' : 'Allow';
  const conditions = conditionsOf(ownValue(statement, 'Condition'));
  const principals = principalsOf(statement);
  const resources = named(statement, 'Resource');
  return named(statement, 'Action').flatMap((action) =>
    resources.flatMap((resource) =>
      principals.map((principal) => ({ effect, action, resource, principal, conditions })),
    ),
  );
}

/** Returns the values of `Action` or `Resource`. Values of `NotAction` get a name that only an equal one covers. */
function named(statement: JsonMap, name: string): string[] {
  const negated = ownValue(statement, `Not${name}`);
  if (negated !== undefined) return [`not ${textsOf(negated).sort().join(' ')}`];
  const texts = textsOf(ownValue(statement, name));
  return texts.length === 0 ? [''] : texts;
}

function principalsOf(statement: JsonMap): string[] {
  const negated = ownValue(statement, 'NotPrincipal');
  if (negated !== undefined) return [`not ${JSON.stringify(negated)}`];
  const principal = ownValue(statement, 'Principal');
  if (!isMap(principal)) return typeof principal === 'string' ? [principal] : [''];
  return Object.entries(principal).flatMap(([kind, values]) =>
    textsOf(values).map((value) => (value === '*' && kind === 'AWS' ? '*' : `${kind} ${value}`)),
  );
}

function conditionsOf(condition: Json | undefined): Map<string, readonly string[]> {
  const conditions = new Map<string, readonly string[]>();
  if (!isMap(condition)) return conditions;
  for (const [operator, keys] of Object.entries(condition))
    if (isMap(keys))
      for (const [key, values] of Object.entries(keys))
        conditions.set(`${operator} ${key.toLowerCase()}`, textsOf(values));
  return conditions;
}

function textsOf(value: Json | undefined): string[] {
  if (value === undefined || value === null) return [];
  return (isList(value) ? value : [value]).map((text) => (typeof text === 'string' ? text : JSON.stringify(text)));
}
