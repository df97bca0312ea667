import { DbParameterGroup } from '@cdktf/provider-aws/lib/db-parameter-group';
import { RdsClusterParameterGroup } from '@cdktf/provider-aws/lib/rds-cluster-parameter-group';
import type { Tags } from '@goldenpath/extension';
import { literalValues } from '@goldenpath/extension/terraform';
import type { Construct } from 'constructs';
import { PLATFORM_PARAMETERS } from '../parameters';
import { AURORA } from '../cluster';
import type { DatabaseInstance, OwnParameterGroup, ParameterGroup, PlatformDatabases } from '../types';

/**
 * Adds the parameter groups of an environment's instances: one for each version that an instance may have.
 *
 * An upgrade moves instances to another group and deletes none. A group cannot be deleted while an instance uses it, and an instance uses
 * its old one until its maintenance window, or until the stack of its application is deployed.
 *
 * @returns the name of the group of a version.
 */
export function addParameterGroups(scope: Construct, databases: PlatformDatabases): (version: string) => string {
  const { parameterGroups, tags } = databases;
  const names = parameterGroups.map((group) => [group.version, addGroup(scope, group, { tags })] as const);
  const byVersion = new Map(names);
  const own = byVersion.get(databases.sharedInstance.engineVersion);
  // Stacks of earlier releases had one group, of the version of the platform.
  own?.moveFromId(`${DbParameterGroup.tfResourceType}.parameter-group`);
  return (version) => {
    const group = byVersion.get(version);
    if (group === undefined) throw new Error(`There is no parameter group for PostgreSQL ${version}.`);
    return group.name;
  };
}

/**
 * Adds the parameter groups of a dedicated instance or a shared cluster. They have the parameters of the platform as well.
 *
 * @returns the name of the group of its version.
 */
export function addOwnParameterGroup(
  scope: Construct,
  { engineVersion, aurora }: DatabaseInstance,
  groups: readonly OwnParameterGroup[],
  options: GroupOptions,
): string {
  const add = aurora === undefined ? addGroup : addClusterGroup;
  const added = groups.map((group) => [group.version, add(scope, group, options, group.parameters).name] as const);
  const name = new Map(added).get(engineVersion);
  if (name === undefined) throw new Error(`There is no parameter group for PostgreSQL ${engineVersion}.`);
  return name;
}

/** What groups have in common. */
interface GroupOptions {
  readonly tags: Tags;
  /** The start of their names in Terraform. @default none */
  readonly prefix?: string;
}

function addGroup(
  scope: Construct,
  group: ParameterGroup,
  { tags, prefix = '' }: GroupOptions,
  own: OwnParameterGroup['parameters'] = {},
): DbParameterGroup {
  const family = `postgres${group.version}`;
  return new DbParameterGroup(
    scope,
    `${prefix}parameter-group-${group.version}`,
    groupConfig(group, family, tags, own),
  );
}

/** A group of a cluster has the parameters of its instances as well. */
function addClusterGroup(
  scope: Construct,
  group: ParameterGroup,
  { tags, prefix = '' }: GroupOptions,
  own: OwnParameterGroup['parameters'],
): RdsClusterParameterGroup {
  const family = `${AURORA}${group.version}`;
  return new RdsClusterParameterGroup(
    scope,
    `${prefix}parameter-group-${group.version}`,
    groupConfig(group, family, tags, own),
  );
}

function groupConfig({ name }: ParameterGroup, family: string, tags: Tags, own: OwnParameterGroup['parameters']) {
  return {
    name,
    family,
    description: 'PostgreSQL over TLS only, no passwords in its log',
    parameter: [
      ...Object.entries(PLATFORM_PARAMETERS).map(([parameter, value]) => ({
        name: parameter,
        value,
        applyMethod: 'immediate',
      })),
      ...Object.entries(own).map(([parameter, { value, isStatic }]) => ({
        name: parameter,
        value,
        applyMethod: isStatic ? 'pending-reboot' : 'immediate',
      })),
    ],
    tags: literalValues(tags),
    lifecycle: { createBeforeDestroy: true },
  };
}
