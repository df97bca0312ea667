import type { PartPermissions } from '@goldenpath/extension';

export const permissions: PartPermissions = {
  resources: ['aws_secretsmanager_secret'],
  names: { aws_secretsmanager_secret: ['goldenpath/*'] },
};
