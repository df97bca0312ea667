import { type AccountScope, type Attributes, fillArn } from './arn';
import { contextIn, isKeyAttribute, type ResourceOperation, type UsedResource } from './calls/calls-of';
import { type CallTable, KNOWN_CALLS, type TableCall } from './calls/index';
import type { Conditions, Statement } from './policy';

/** Patterns of the names of a type's resources, by type and attribute. @default `*` for every attribute */
export type NamePatterns = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

export interface PermissionOptions {
  readonly scope: AccountScope;
  readonly operations: readonly ResourceOperation[];
  readonly patterns?: NamePatterns;
  /** The path of roles. @default `/` */
  readonly rolePath?: string;
  /** Conditions on actions, such as a permissions boundary on `iam:CreateRole`. @default none */
  readonly conditions?: Readonly<Record<string, Conditions>>;
  /** @default the types that this package knows */
  readonly table?: CallTable;
}

interface Permission {
  readonly action: string;
  readonly resource: string;
  readonly condition?: Conditions;
}

/** Returns the types of these resources that the table does not have, sorted. Their permissions must be written by hand. */
export function typesWithoutCalls(resources: readonly UsedResource[], table: CallTable = KNOWN_CALLS): string[] {
  const unknown = resources
    .filter(({ type }) => type.startsWith('aws_'))
    .filter(({ mode, type }) => !(mode === 'data' ? table.dataSources : table.resources).has(type));
  return [...new Set(unknown.map(({ mode, type }) => (mode === 'data' ? `data ${type}` : type)))].sort();
}

/**
 * Returns the statements that allow exactly the calls of these operations on these types, wherever the names match. Keys of KMS are those that
 * the resources name. Statements with the same resources and conditions are one; all are sorted.
 */
export function permissionsFor(resources: readonly UsedResource[], options: PermissionOptions): Statement[] {
  const types = new Map<string, UsedType>();
  for (const { mode, type, attributes } of resources) {
    const used = types.get(`${mode} ${type}`) ?? { mode, type, all: [] };
    types.set(`${mode} ${type}`, { ...used, all: [...used.all, attributes] });
  }
  const permissions = [...types.values()].flatMap((used) => permissionsOf(used, options));
  return grouped(permissions);
}

/** A type, and the attributes of all resources of it. */
interface UsedType extends Pick<UsedResource, 'mode' | 'type'> {
  readonly all: readonly Attributes[];
}

function permissionsOf({ mode, type, all }: UsedType, options: PermissionOptions): Permission[] {
  const { table = KNOWN_CALLS } = options;
  const entry = mode === 'data' ? table.dataSources.get(type) : table.resources.get(type);
  if (entry === undefined) return [];
  const operations = table.resources.get(type);
  const calls: readonly TableCall[] =
    mode === 'data' || operations === undefined
      ? entry.read
      : options.operations.flatMap((operation) => operations[operation]);
  return calls.flatMap(({ action, on, context }) =>
    (keysOf(on, all, options) ?? resourcesOf(on ?? entry.arn, type, options)).map((resource) => {
      const condition = conditionOf(action, context, options);
      return { action, resource, ...(condition !== undefined && { condition }) };
    }),
  );
}

function conditionOf(
  action: string,
  context: TableCall['context'],
  { conditions = {}, scope }: PermissionOptions,
): Conditions | undefined {
  const given = conditions[action];
  if (context === undefined) return given;
  return { ...given, StringEquals: { ...given?.['StringEquals'], ...contextIn(scope, context) } };
}

/** Returns the keys that resources name: any key of the account for one that is only known after the apply. */
function keysOf(
  template: string | undefined,
  all: readonly Attributes[],
  { scope: { accountId, partition, region } }: PermissionOptions,
): string[] | undefined {
  const name = /^\{(\w+)\}$/.exec(template ?? '')?.[1] ?? '';
  if (!isKeyAttribute(name)) return undefined;
  const keys = all.map((attributes) => attributes[name]).filter((key): key is string => typeof key === 'string');
  const everyKey = `arn:${partition}:kms:${region}:${accountId}:key/*`;
  return [...new Set(keys.map((key) => (/^arn:[^${]+:key\/[^${]+$/.test(key) ? key : everyKey)))];
}

function resourcesOf(template: string, type: string, options: PermissionOptions): string[] {
  const { scope, patterns = {}, rolePath = '/' } = options;
  const whole = WHOLE[/^\{(\w+)\}$/.exec(template)?.[1] ?? ''];
  if (whole !== undefined) return resourcesOf(whole.template, whole.type, options);
  const [name, names = ['*']] = Object.entries(patterns[type] ?? {})[0] ?? [];
  return names.map((pattern) => {
    // The ARN of a role has its path, also where only its name is given.
    const named = name === 'role' ? `${rolePath.slice(1)}${pattern}` : pattern;
    const attributes: Attributes = name === undefined ? {} : { [name]: named };
    return fillArn(template, scope, attributes, (missing) => (missing === 'path' ? rolePath : '*')).replace(
      /\*-\?{6}$/,
      '*',
    );
  });
}

/** Attributes that hold a whole ARN: of what, and of which type. */
const WHOLE: Readonly<Record<string, { readonly template: string; readonly type: string }>> = {
  secret_id: {
    template: 'arn:{partition}:secretsmanager:{region}:{account}:secret:{name}-??????',
    type: 'aws_secretsmanager_secret',
  },
  secret_arn: {
    template: 'arn:{partition}:secretsmanager:{region}:{account}:secret:{name}-??????',
    type: 'aws_secretsmanager_secret',
  },
  monitoring_role_arn: { template: 'arn:{partition}:iam::{account}:role{path}{name}', type: 'aws_iam_role' },
  role_arn: { template: 'arn:{partition}:iam::{account}:role{path}{name}', type: 'aws_iam_role' },
};

function grouped(permissions: readonly Permission[]): Statement[] {
  const byAction = new Map<string, Permission & { readonly resources: Set<string> }>();
  for (const permission of permissions) {
    const key = JSON.stringify([permission.action, permission.condition]);
    const before = byAction.get(key) ?? { ...permission, resources: new Set<string>() };
    before.resources.add(permission.resource);
    byAction.set(key, before);
  }
  const byResources = new Map<string, { actions: Set<string>; resources: readonly string[]; condition?: Conditions }>();
  for (const { action, resources, condition } of byAction.values()) {
    const sorted = withoutCovered([...resources].sort());
    const key = JSON.stringify([sorted, condition]);
    const before = byResources.get(key) ?? {
      actions: new Set<string>(),
      resources: sorted,
      ...(condition !== undefined && { condition }),
    };
    before.actions.add(action);
    byResources.set(key, before);
  }
  return [...byResources.entries()]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, { actions, resources, condition }]) => ({
      Effect: 'Allow',
      Action: [...actions].sort(),
      Resource: resources,
      ...(condition !== undefined && { Condition: condition }),
    }));
}

/** `*` covers every other resource. */
function withoutCovered(resources: readonly string[]): readonly string[] {
  return resources.includes('*') ? ['*'] : resources;
}
