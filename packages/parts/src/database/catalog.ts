import type { CatalogResource, InEnvironment } from '@goldenpath/extension';
import type { DatabasePart } from './types';

export function resources(
  { name, instance, size, secret }: DatabasePart,
  { environment }: InEnvironment,
): CatalogResource[] {
  const where = instance.mode === 'shared' ? 'on the shared instance' : 'on an instance of its own';
  return [
    {
      name: `rds-${environment}-${name}`,
      type: 'database',
      inventory: {
        file: 'rds-catalog.yaml',
        entry: { database: name, size, instance: instance.mode, secret: secret.path },
      },
      description: `The PostgreSQL database ${name} in ${environment}, ${where}`,
    },
  ];
}
