import type { PartPermissions } from '@goldenpath/extension';

export const permissions: PartPermissions = {
  resources: [
    'aws_elasticache_replication_group',
    'aws_elasticache_subnet_group',
    'aws_elasticache_user',
    'aws_elasticache_user_group',
    'aws_secretsmanager_secret',
    'aws_secretsmanager_secret_version',
    'aws_security_group',
    'aws_vpc_security_group_ingress_rule',
  ],
  names: { aws_secretsmanager_secret: ['goldenpath/*'] },
};
