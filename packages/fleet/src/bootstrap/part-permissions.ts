import { UserError } from '@goldenpath/errors';
import { type AnyPart, type PartPermissions, type ResourceCalls, runHook } from '@goldenpath/extension';
import { type CallTable, callTable, excessPermissions, type NamePatterns, type UsedResource } from '@goldenpath/iam';

/** What the parts of a registry declare of their AWS resources. */
export interface DeclaredPermissions {
  readonly table: CallTable;
  /** The declared types, also those that no application uses yet. */
  readonly resources: (partition: string) => readonly UsedResource[];
  readonly patterns: NamePatterns;
}

const REMEDY = 'Correct `permissions` of the part in the extension that it comes from.';

/**
 * Gathers the permissions of parts.
 *
 * @throws UserError when a declaration is malformed, or when a read changes something or reads a secret value.
 * @throws PartError when a hook throws.
 */
export function declaredPermissions(parts: readonly AnyPart[]): DeclaredPermissions {
  const all = parts.flatMap((part) => {
    const { name, permissions } = part;
    return permissions === undefined ? [] : [checked(name, runHook(name, 'declare its permissions', permissions))];
  });
  const table = callTable({
    resources: all.flatMap(({ calls = [] }) => calls),
    dataSources: all.flatMap(({ dataSourceCalls = [] }) => dataSourceCalls),
  });
  const used = (mode: UsedResource['mode'], types: readonly string[]): UsedResource[] =>
    [...new Set(types)].sort().map((type) => ({ mode, type, attributes: {} }));
  const attached = [...new Set(all.flatMap(({ attachedPolicies = [] }) => attachedPolicies))].sort();
  return {
    table,
    resources: (partition) => [
      ...used(
        'resource',
        all.flatMap(({ resources }) => resources),
      ),
      ...used(
        'data',
        all.flatMap(({ dataSources = [] }) => dataSources),
      ),
      ...attached.map((name): UsedResource => ({
        mode: 'resource',
        type: 'aws_iam_role_policy_attachment',
        attributes: { policy_arn: `arn:${partition}:iam::aws:policy/${name}` },
      })),
    ],
    patterns: patternsOf(all, table),
  };
}

/** A name pattern holds for all types with the same ARN, such as a bucket and its settings. */
function patternsOf(all: readonly PartPermissions[], table: CallTable): NamePatterns {
  const found: Record<string, Record<string, readonly string[]>> = {};
  const unlimited = new Map<string, string>();
  for (const { names = {}, resources } of all) {
    for (const type of resources) {
      const arn = table.resources.get(type)?.arn ?? '';
      const attribute = nameAttribute(arn);
      const own = names[type] ?? namesByArn(names, arn, table);
      if (own === undefined || attribute === undefined) unlimited.set(type, attribute ?? 'name');
      else found[type] = { [attribute]: [...new Set([...(found[type]?.[attribute] ?? []), ...own])].sort() };
    }
  }
  for (const [type, attribute] of unlimited) {
    if (isGuarded(type)) found[type] ??= { [attribute]: [] };
    else Reflect.deleteProperty(found, type);
  }
  return found;
}

function namesByArn(
  names: NonNullable<PartPermissions['names']>,
  arn: string,
  { resources }: CallTable,
): readonly string[] | undefined {
  return Object.entries(names).find(([type]) => resources.get(type)?.arn === arn)?.[1];
}

/** Returns the attribute that the name in an ARN comes from. */
function nameAttribute(arn: string): string | undefined {
  const attributes = [...arn.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  return attributes.find((name) => !['partition', 'region', 'account', 'path'].includes(name));
}

/** Whether the deploy role may change only resources of this type whose names are known: it must not widen permissions, or reach other secrets. */
function isGuarded(type: string): boolean {
  return type.startsWith('aws_iam_') || type === 'aws_secretsmanager_secret';
}

function checked(part: string, permissions: PartPermissions): PartPermissions {
  const { attachedPolicies = [], calls = [], dataSourceCalls = [], dataSources = [], resources } = permissions;
  const bad = (problem: string) => new UserError(`The permissions of the part ${part} are wrong: ${problem}.`, REMEDY);
  if (!Array.isArray(resources)) throw bad('`resources` is not a list of resource types');
  const types = [...resources, ...dataSources, ...[...calls, ...dataSourceCalls].map(({ type }) => type)];
  const notAType = types.find((type) => typeof type !== 'string' || !/^aws_[a-z0-9_]+$/.test(type));
  if (notAType !== undefined) throw bad(`${JSON.stringify(notAType)} is not a resource type of the AWS provider`);
  const notAPolicy = attachedPolicies.find((name) => !/^(?:[\w+=,.@-]+\/)?[\w+=,.@-]+$/.test(name));
  if (notAPolicy !== undefined) throw bad(`${JSON.stringify(notAPolicy)} is not the name of a managed policy of AWS`);
  for (const entry of calls) checkCalls(entry, ['create', 'read', 'update', 'delete'], bad);
  for (const entry of dataSourceCalls) checkCalls(entry as ResourceCalls, ['read'], bad);
  return permissions;
}

function checkCalls(
  entry: ResourceCalls,
  operations: readonly ('create' | 'read' | 'update' | 'delete')[],
  bad: (problem: string) => UserError,
): void {
  const { arn, source, type } = entry;
  if (typeof arn !== 'string' || !/^(?:arn:.+|\*)$/.test(arn)) throw bad(`the calls of ${type} need an \`arn\``);
  if (!Array.isArray(source) || source.length === 0) throw bad(`the calls of ${type} need a \`source\``);
  for (const operation of operations) {
    const list = entry[operation];
    if (!Array.isArray(list)) throw bad(`\`${operation}\` of ${type} is not a list of calls`);
    const notAnAction = list.find((call) => !/^[a-z0-9-]+:[A-Za-z0-9]+$/.test(String(call?.action)));
    if (notAnAction !== undefined)
      throw bad(`\`${operation}\` of ${type} has ${JSON.stringify(notAnAction)}, which is not one action`);
  }
  const reads = entry.read.map(({ action }) => action);
  const [excess] = excessPermissions([{ Statement: { Effect: 'Allow', Action: reads, Resource: '*' } }]);
  if (excess !== undefined) throw bad(`\`read\` of ${type} has ${excess.action}, which ${excess.why}`);
}
