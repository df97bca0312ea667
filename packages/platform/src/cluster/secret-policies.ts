import type { ClusterFacts, NamespaceFacts, PreviewSecret } from '@goldenpath/extension';
import { inPreviews } from '../previews/labels';
import { LABELS, type PlatformObject, wave } from '../object';

const API = 'admissionregistration.k8s.io/v1';

/** After the namespaces, and before the ApplicationSets. */
const BEFORE_APPLICATIONS = -4;

/** The API server parses no longer expression of CEL than 100000 characters. */
const LONGEST_LIST = 80_000;

/** In place of the number of a pull request. */
const NUMBER = '\u0000';

/** All keys of an ExternalSecret that name a secret of the store. */
const KEYS =
  "object.spec.?data.orValue([]).map(d, d.?remoteRef.?key.orValue('')) + " +
  "object.spec.?dataFrom.orValue([]).filter(d, has(d.extract)).map(d, d.extract.?key.orValue(''))";

/** A search finds secrets by a part of their name, and a generator makes credentials of the operator. */
const NAMED_ONLY =
  'object.spec.?dataFrom.orValue([]).all(d, !has(d.find) && !has(d.sourceRef)) && ' +
  'object.spec.?data.orValue([]).all(d, !has(d.sourceRef))';

/**
 * Returns what limits ExternalSecrets: those of a namespace read the paths that the specs of its applications say, and no others. The
 * operator reads the store with one identity, so nothing else keeps the namespaces apart. Kubernetes has these policies from version 1.30 on.
 */
export function secretPolicies({ namespaces, previewSecrets }: ClusterFacts): PlatformObject[] {
  return [
    ...namespaces.flatMap((namespace) => ofNamespace(namespace)),
    ...(previewSecrets === undefined ? [] : ofPreviews(previewSecrets)),
  ];
}

function ofNamespace({ name, secretPaths }: NamespaceFacts): PlatformObject[] {
  if (secretPaths === undefined) return [];
  const lists = listsOf(secretPaths.map((path) => JSON.stringify(path)));
  const isOurs = lists.map((_, index) => `key in variables.${listName(index)}`).join(' || ');
  const selector = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } };
  return policyAndBinding(`secrets-of-${name}`, selector, lists, isOurs);
}

/** A preview has its own database and the secrets of the environment, so paths have the number of the pull request or not. */
function ofPreviews(secrets: readonly PreviewSecret[]): PlatformObject[] {
  const entries = secrets.map(({ namespace, path }) => {
    const [start = '', end] = path.split(NUMBER);
    const fields = { namespace: namespace.replaceAll(NUMBER, ''), start, ...(end !== undefined && { end }) };
    return JSON.stringify(fields);
  });
  const lists = listsOf(entries);
  const number = 'request.namespace.substring(size(p.namespace))';
  const isOurs = lists
    .map(
      (_, index) =>
        `variables.${listName(index)}.exists(p, request.namespace.matches('^' + p.namespace + '[0-9]+$') && ` +
        `key == ('end' in p ? p.start + ${number} + p.end : p.start))`,
    )
    .join(' || ');
  return policyAndBinding('secrets-of-previews', inPreviews(), lists, isOurs);
}

/** Returns lists of CEL with these items. There is at least one list. */
function listsOf(items: readonly string[]): string[] {
  const lists: string[][] = [[]];
  let length = 0;
  for (const item of items) {
    if (length + item.length > LONGEST_LIST) {
      lists.push([]);
      length = 0;
    }
    lists.at(-1)?.push(item);
    length += item.length + 4;
  }
  // A line for each, so that a change of one is a small difference in Git.
  return lists.map((list) => (list.length === 0 ? '[]' : `[\n  ${list.join(',\n  ')}\n]`));
}

function listName(index: number): string {
  return index === 0 ? 'paths' : `paths${index + 1}`;
}

function policyAndBinding(
  name: string,
  matchResources: unknown,
  lists: readonly string[],
  isOurs: string,
): PlatformObject[] {
  const metadata = { name, labels: LABELS, annotations: wave(BEFORE_APPLICATIONS) };
  return [
    {
      apiVersion: API,
      kind: 'ValidatingAdmissionPolicy',
      metadata,
      spec: {
        failurePolicy: 'Fail',
        matchConstraints: {
          resourceRules: [
            {
              apiGroups: ['external-secrets.io'],
              apiVersions: ['*'],
              operations: ['CREATE', 'UPDATE'],
              resources: ['externalsecrets'],
            },
          ],
        },
        // The operator adds and removes finalizers, also of an ExternalSecret that may not read its secret any more.
        matchConditions: [
          { name: 'spec-changes', expression: "request.operation == 'CREATE' || object.spec != oldObject.spec" },
        ],
        variables: [
          ...lists.map((expression, index) => ({ name: listName(index), expression })),
          { name: 'keys', expression: KEYS },
          { name: 'refused', expression: `variables.keys.filter(key, !(${isOurs}))` },
        ],
        validations: [
          {
            expression: 'size(variables.refused) == 0',
            messageExpression:
              "'No spec of an application in ' + request.namespace + ' reads ' + variables.refused.join(', ') + ' of the secret store. Name it under `secrets` of the spec.'",
          },
          {
            expression: NAMED_ONLY,
            message: 'An ExternalSecret of an application names its secrets. It cannot use `find` or `sourceRef`.',
          },
        ],
      },
    },
    {
      apiVersion: API,
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata,
      spec: { policyName: name, validationActions: ['Deny'], matchResources },
    },
  ];
}
