import type { DataSourceCalls, ResourceCalls } from '@goldenpath/iam';

export type { DataSourceCalls, ResourceCalls, TableCall } from '@goldenpath/iam';

/**
 * The AWS resources that a part's stacks can contain. `bootstrap` generates the policies of the plan role and the deploy role from them, also
 * before an application uses the part, and `doctor` checks the roles.
 */
export interface PartPermissions {
  /** The types of its resources, such as `aws_ecr_repository`. */
  readonly resources: readonly string[];
  /** The types of its data sources, such as `aws_iam_role`. @default none */
  readonly dataSources?: readonly string[];
  /**
   * Patterns of the names of its resources, with `*`, by type: `{ aws_iam_role: ['*-push'] }`. The permissions are limited to names that a part
   * declares, and to those in use. A part that makes `aws_iam_role` must declare its names: the deploy role changes no other role.
   *
   * @default any name; for roles and secrets those in use
   */
  readonly names?: Readonly<Record<string, readonly string[]>>;
  /** The managed policies of AWS that its stacks attach to roles: `service-role/AmazonRDSEnhancedMonitoringRole`. @default none */
  readonly attachedPolicies?: readonly string[];
  /** The calls of types that package `iam` does not know, or more calls for one that it knows. Each has its sources. @default none */
  readonly calls?: readonly ResourceCalls[];
  /** The same for data sources. @default none */
  readonly dataSourceCalls?: readonly DataSourceCalls[];
}
