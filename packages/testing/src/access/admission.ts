import { Environment } from '@marcbachmann/cel-js';
import type { KubernetesObject } from '@goldenpath/manifests';

/** An object that is sent to the API server. */
export interface AdmissionRequest {
  readonly object: KubernetesObject;
  /** The object before, where it is changed. @default it is created */
  readonly oldObject?: KubernetesObject;
  /** The labels of the namespace besides its name. @default none */
  readonly namespaceLabels?: Readonly<Record<string, string>>;
}

interface PolicySpec {
  readonly matchConstraints: {
    readonly resourceRules: readonly {
      readonly apiGroups: readonly string[];
      readonly operations: readonly string[];
      readonly resources: readonly string[];
    }[];
  };
  readonly matchConditions?: readonly { readonly expression: string }[];
  readonly variables?: readonly { readonly name: string; readonly expression: string }[];
  readonly validations: readonly {
    readonly expression: string;
    readonly message?: string;
    readonly messageExpression?: string;
  }[];
}

interface BindingSpec {
  readonly policyName: string;
  readonly validationActions: readonly string[];
  readonly matchResources: { readonly namespaceSelector: Selector };
}

interface Selector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly { readonly key: string; readonly operator: string }[];
}

/** The API server limits the length of an expression, and not the number of its items. */
const limits = { maxListElements: 100_000, maxAstNodes: 1_000_000 };
const CEL = new Environment({ enableOptionalTypes: true, unlistedVariablesAreDyn: true, limits });

/**
 * Returns why the API server refuses an object, by its rules for ValidatingAdmissionPolicies: each policy with a binding whose namespaces
 * include that of the object. An empty list admits it. An expression that fails refuses, as with `failurePolicy: Fail`.
 *
 * @throws Error if a binding does not deny, or selects by something that this does not know.
 */
export function refusals(objects: readonly KubernetesObject[], request: AdmissionRequest): string[] {
  const bindings = objects.filter(({ kind }) => kind === 'ValidatingAdmissionPolicyBinding');
  return bindings.flatMap(({ spec }) => {
    const { policyName, validationActions, matchResources } = spec as unknown as BindingSpec;
    if (!validationActions.includes('Deny')) throw new Error(`The binding of ${policyName} does not deny.`);
    const found = objects.find(
      ({ kind, metadata }) => kind === 'ValidatingAdmissionPolicy' && metadata.name === policyName,
    );
    // The API server ignores a binding without a policy.
    if (found === undefined || !selects(matchResources.namespaceSelector, request)) return [];
    return refusalsOf(found.spec as unknown as PolicySpec, request);
  });
}

function refusalsOf(policy: PolicySpec, { object, oldObject }: AdmissionRequest): string[] {
  const operation = oldObject === undefined ? 'CREATE' : 'UPDATE';
  if (!isAbout(policy, object, operation)) return [];
  const given = {
    object,
    oldObject: oldObject ?? null,
    request: { operation, namespace: object.metadata.namespace ?? '' },
  };
  const variables: Record<string, unknown> = {};
  const evaluate = (expression: string): unknown => CEL.evaluate(expression, { ...given, variables });
  if (!(policy.matchConditions ?? []).every(({ expression }) => evaluate(expression) === true)) return [];
  for (const { name, expression } of policy.variables ?? []) variables[name] = evaluate(expression);
  return policy.validations.flatMap(({ expression, message, messageExpression }) => {
    if (evaluate(expression) === true) return [];
    return [messageExpression === undefined ? (message ?? expression) : String(evaluate(messageExpression))];
  });
}

function isAbout({ matchConstraints }: PolicySpec, { apiVersion, kind }: KubernetesObject, operation: string): boolean {
  const [group = ''] = apiVersion.split('/');
  return matchConstraints.resourceRules.some(
    ({ apiGroups, operations, resources }) =>
      apiGroups.includes(group) && operations.includes(operation) && resources.includes(`${kind.toLowerCase()}s`),
  );
}

function selects(
  { matchLabels = {}, matchExpressions = [] }: Selector,
  { object, namespaceLabels = {} }: AdmissionRequest,
): boolean {
  const labels: Readonly<Record<string, string>> = {
    'kubernetes.io/metadata.name': object.metadata.namespace ?? '',
    ...namespaceLabels,
  };
  return (
    Object.entries(matchLabels).every(([name, value]) => labels[name] === value) &&
    matchExpressions.every(({ key, operator }) => {
      if (operator !== 'Exists') throw new Error(`The operator ${operator} is not known here.`);
      return Object.hasOwn(labels, key);
    })
  );
}
