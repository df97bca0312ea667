import type { CatalogResource, InEnvironment } from '@goldenpath/extension';
import { sizeText } from './capacity';
import type { DatabasePart } from './types';

export function resources(database: DatabasePart, { environment }: InEnvironment): CatalogResource[] {
  const { name, instance, secret } = database;
  const where =
    instance.mode === 'shared'
      ? `on the shared ${instance.isCluster === true ? 'Aurora cluster' : 'instance'}`
      : `on ${instance.aurora === undefined ? 'an instance' : 'an Aurora cluster'} of its own`;
  return [
    {
      name: `rds-${environment}-${name}`,
      type: 'database',
      inventory: {
        file: 'rds-catalog.yaml',
        entry: { database: name, size: sizeText(database), instance: instance.mode, secret: secret.path },
      },
      description: `The PostgreSQL database ${name} in ${environment}, ${where}`,
    },
  ];
}
