import type { PartPermissions } from '@goldenpath/extension';

export const permissions: PartPermissions = {
  resources: ['aws_dynamodb_table'],
};
