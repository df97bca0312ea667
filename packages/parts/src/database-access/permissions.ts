import type { PartPermissions } from '@goldenpath/extension';

export const permissions: PartPermissions = {
  resources: ['aws_secretsmanager_secret', 'aws_secretsmanager_secret_version'],
  dataSources: ['aws_db_instance', 'aws_rds_cluster'],
  names: { aws_secretsmanager_secret: ['goldenpath/*'] },
};
