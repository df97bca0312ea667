import { DbParameterGroup } from '@cdktf/provider-aws/lib/db-parameter-group';
import type { Tags } from '@goldenpath/extension';
import { literalValues } from '@goldenpath/extension/terraform';
import type { Construct } from 'constructs';
import { PLATFORM_PARAMETERS } from '../parameters';
import type { OwnParameterGroup, ParameterGroup, PlatformDatabases } from '../types';

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
  const names = parameterGroups.map((group) => [group.version, addGroup(scope, group, tags)] as const);
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
 * Adds the parameter groups of a dedicated instance. They have the parameters of the platform as well.
 *
 * @returns the name of the group of a version.
 */
export function addOwnParameterGroup(
  scope: Construct,
  groups: readonly OwnParameterGroup[],
  version: string,
  tags: Tags,
): string {
  const added = groups.map((group) => [group.version, addGroup(scope, group, tags, group.parameters)] as const);
  const group = new Map(added).get(version);
  if (group === undefined) throw new Error(`There is no parameter group for PostgreSQL ${version}.`);
  return group.name;
}

function addGroup(
  scope: Construct,
  { name, version }: ParameterGroup,
  tags: Tags,
  own: OwnParameterGroup['parameters'] = {},
): DbParameterGroup {
  return new DbParameterGroup(scope, `parameter-group-${version}`, {
    name,
    family: `postgres${version}`,
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
  });
}
