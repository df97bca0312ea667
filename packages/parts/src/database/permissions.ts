import type { PartPermissions } from '@goldenpath/extension';

export const permissions: PartPermissions = {
  resources: [
    'aws_cloudwatch_log_group',
    'aws_db_instance',
    'aws_db_parameter_group',
    'aws_db_subnet_group',
    'aws_iam_role',
    'aws_iam_role_policy_attachment',
    'aws_rds_cluster',
    'aws_rds_cluster_instance',
    'aws_rds_cluster_parameter_group',
    'aws_secretsmanager_secret',
    'aws_secretsmanager_secret_version',
    'aws_security_group',
    'aws_vpc_security_group_ingress_rule',
  ],
  dataSources: [
    'aws_cloudwatch_log_groups',
    'aws_db_instance',
    'aws_iam_role',
    'aws_rds_cluster',
    'aws_security_group',
  ],
  names: { aws_iam_role: ['*-rds-monitor'], aws_secretsmanager_secret: ['goldenpath/*'] },
  attachedPolicies: ['service-role/AmazonRDSEnhancedMonitoringRole'],
};
