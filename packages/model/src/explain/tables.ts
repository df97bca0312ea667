import {
  always,
  type Explain,
  type ExplainContext,
  type ExplanationTable,
  fromEnvironment,
  fromPlatform,
  fromSetting,
  fromSpec,
} from '@goldenpath/extension';

const LABELS: ExplanationTable = {
  app: fromSpec('name'),
  '[app.kubernetes.io/name]': fromSpec('name'),
  '[app.kubernetes.io/component]': fromSpec('kind'),
  '[app.kubernetes.io/part-of]': fromPlatform('organisation'),
  '[app.kubernetes.io/managed-by]': always('on everything that is generated'),
  owner: fromSpec('owner'),
};

function tags(inEnvironment: Explain): ExplanationTable {
  return {
    'tags.id': fromSpec('name'),
    'tags.owner': fromSpec('owner'),
    'tags.risk': fromSpec('risk'),
    'tags.environment': inEnvironment,
    'tags.managed-by': always('on everything that is generated'),
  };
}

/** Where the file says a field of the state: the environment or the account of the registries, or else the platform. */
function stateField(field: string, because?: string): Explain {
  return (subject, path) => {
    const own =
      subject.environment === undefined ? ['aws', 'registry', 'state'] : [...environmentPath(subject), 'state'];
    if (field === 'type' || fieldAt(subject.writtenPlatform, [...own, 'bucket']) === undefined)
      return fromPlatform(`state.${field}`, because)(subject, path);
    const isInherited = field === 'keyPrefix' && fieldAt(subject.writtenPlatform, [...own, field]) === undefined;
    return {
      of: 'platform',
      path: isInherited ? ['state', field] : [...own, field],
      ...(because !== undefined && { because }),
    };
  };
}

function environmentPath({ environmentIndex }: Pick<ExplainContext, 'environmentIndex'>): (string | number)[] {
  return ['environments', environmentIndex, 'aws'];
}

function fieldAt(value: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((at, key) => (Object(at ?? {}) as Record<string, unknown>)[key], value);
}

/** The prefix of the state's key, if the state is in a bucket. */
const stateKey: Explain = (subject, path) =>
  (subject.platform.state.type === 's3'
    ? stateField('keyPrefix', 'with the name of the stack')
    : fromPlatform('state.type', 'a file with the name of the stack'))(subject, path);

/** The Terraform stack of an application, or of an application in one environment. */
const STACK: ExplanationTable = {
  'stack.name': (subject, path) =>
    fromSpec('name', subject.environment === undefined ? '`app-{name}`' : '`app-{name}-{environment}`')(subject, path),
  'stack.state.*': (subject, path) => stateField(String(path.at(-1)))(subject, path),
  'stack.stateKey': stateKey,
  'stack.dependsOn': (subject, path) =>
    (subject.environment === undefined
      ? fromSpec('name', 'it is applied by itself')
      : fromEnvironment('name', "the stack of the environment's own infrastructure comes first"))(subject, path),
};

/** The facts that every application has once. */
export const ONCE: ExplanationTable = {
  name: fromSpec('name'),
  kind: fromSpec('kind'),
  description: fromSpec('description'),
  owner: fromSpec('owner'),
  risk: fromSpec('risk'),
  accept: fromSpec('accept'),
  manifestsPath: fromSpec('name', '`apps/{name}/deploy`'),
  ...tags(always('what it has once, for all environments')),
  ...STACK,
};

/** The facts that every application has in each environment. */
export const IN_ENVIRONMENT: ExplanationTable = {
  environment: fromEnvironment('name'),
  namespace: (subject, path) => {
    const template = subject.platform.kubernetes.namespace;
    return fromPlatform('kubernetes.namespace', template.includes('{') ? `\`${template}\`` : undefined)(subject, path);
  },
  ...Object.fromEntries(
    Object.entries(LABELS).map(([label, explain]) => [`labels${label.startsWith('[') ? '' : '.'}${label}`, explain]),
  ),
  'selector.app': fromSpec('name', 'the one label that never changes'),
  uses: fromSetting('uses'),
  ...tags(fromEnvironment('name')),
  ...STACK,
};
