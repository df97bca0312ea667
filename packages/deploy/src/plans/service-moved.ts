import type { AttributeChange, ResourceChange } from './stack-plan';

/**
 * Attributes that a service changes by itself, by resource type. A change of these is not a change outside Terraform that a person has to
 * look at, and no apply reverts it.
 *
 * Only attributes that no configuration can set are listed ("computed" in the provider's schema), with the exceptions below. The sources
 * are the read functions and schemas of hashicorp/aws 6.25 and integrations/github 6.9, and these threads:
 * `latest_restorable_time` moves every five minutes (hashicorp/terraform#29543); `etag` changes with each response of GitHub
 * (integrations/terraform-provider-github#3291); a minor upgrade moves `engine_version_actual` only.
 */
const MOVED: Readonly<Record<string, readonly string[]>> = {
  // internal/service/rds/instance.go
  aws_db_instance: [
    'engine_version_actual',
    'hosted_zone_id',
    'latest_restorable_time',
    'listener_endpoint',
    'master_user_secret',
    'replicas',
    'status',
  ],
  // internal/service/rds/subnet_group.go
  aws_db_subnet_group: ['supported_network_types'],
  // internal/service/rds/cluster.go
  aws_rds_cluster: [
    'ca_certificate_valid_till',
    'cluster_members',
    'engine_version_actual',
    'hosted_zone_id',
    'master_user_secret',
  ],
  // internal/service/rds/cluster_instance.go: a failover makes another instance the writer.
  aws_rds_cluster_instance: ['engine_version_actual', 'writer'],
  // internal/service/iam/policy.go: a role that attaches the policy counts.
  aws_iam_policy: ['attachment_count'],
  // internal/service/secretsmanager/secret_version.go: a rotation moves AWSCURRENT to the next version.
  aws_secretsmanager_secret_version: ['version_stages'],
  // internal/service/ssm/parameter.go: counts the writes.
  aws_ssm_parameter: ['version'],
  // github/resource_github_*.go
  github_actions_environment_secret: ['created_at', 'updated_at'],
  github_actions_environment_variable: ['created_at', 'updated_at'],
  github_actions_secret: ['created_at', 'updated_at'],
  github_actions_variable: ['created_at', 'updated_at'],
  github_branch: ['etag', 'ref', 'sha'],
  github_branch_default: ['etag'],
  github_repository: ['etag', 'primary_language'],
  github_repository_collaborators: ['invitation_ids'],
  github_repository_file: ['commit_sha', 'ref', 'sha'],
  github_repository_ruleset: ['etag'],
  github_team: ['etag', 'members_count'],
  github_team_repository: ['etag'],
};

/** Attributes of a resource as the cloud has them. */
export type Attributes = Readonly<Record<string, unknown>>;

/**
 * Removes what the service moved from a change outside Terraform.
 *
 * @param cloud - The attributes in the cloud; `undefined` where the resource is gone.
 * @returns undefined where nothing remains.
 */
export function withoutServiceMoves(change: ResourceChange, cloud: Attributes | undefined): ResourceChange | undefined {
  if (change.action !== 'update' || change.attributes.length === 0) return change;
  const attributes = change.attributes.filter((attribute) => !isMoved(change.type, attribute, cloud ?? {}));
  return attributes.length === 0 ? undefined : { ...change, attributes };
}

function isMoved(type: string, attribute: AttributeChange, cloud: Attributes): boolean {
  const [name = ''] = attribute.path.split(/[.[]/);
  return MOVED[type]?.includes(name) === true || (type === 'aws_db_instance' && isGrowth(attribute, cloud));
}

/** From this size, gp3 has four times the IOPS and the throughput. */
const STRIPED_GB = 400;

/**
 * RDS grows the storage up to the maximum, and gives it more IOPS and throughput from 400 GB. The provider then ignores the smaller size of
 * the configuration.
 */
function isGrowth({ path, before, after }: AttributeChange, cloud: Attributes): boolean {
  if (typeof before !== 'number' || typeof after !== 'number' || after <= before) return false;
  const { allocated_storage: size, max_allocated_storage: most } = cloud;
  if (typeof size !== 'number' || typeof most !== 'number' || size > most) return false;
  return path === 'allocated_storage' || (['iops', 'storage_throughput'].includes(path) && size >= STRIPED_GB);
}
