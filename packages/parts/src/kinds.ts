import { defineKind, type KindDefinition } from '@goldenpath/extension';

/** The names of the built-in kinds. */
export type BuiltInKind = 'stateless-app' | 'stateful-app' | 'backend-app-rds' | 'rds-database';

type PodParts = 'workload' | 'services' | 'configuration' | 'route' | 'availability' | 'repository' | 'registry';

declare module '@goldenpath/extension' {
  interface WrittenKinds {
    'stateless-app': PodParts | 'autoscaling';
    'stateful-app': PodParts | 'storage';
    'backend-app-rds': PodParts | 'autoscaling' | 'database' | 'credentials';
    'rds-database': 'database';
  }
}

/** The order that errors and editors list fields in. */
const ORDER =
  'replicas autoscaling name description owner environments risk accept runtime image port ingress resources probe args runAsUser uses env kind'.split(
    ' ',
  );

const POD_PARTS = ['workload', 'services', 'route', 'configuration', 'availability', 'repository', 'registry'];

/** The built-in kinds, in the order that forms show them in. */
export const KINDS: readonly KindDefinition[] = [
  defineKind({
    name: 'stateless-app',
    definition: 'WrittenStatelessApp',
    order: ORDER,
    description: 'A service without a state of its own: a Deployment, a Service and a route to it.',
    summary: 'A service without a state of its own',
    parts: [...POD_PARTS, 'autoscaling'],
  }),
  defineKind({
    name: 'stateful-app',
    definition: 'WrittenStatefulApp',
    order: ORDER,
    description:
      'A service whose pods each keep a volume: a StatefulSet, its headless Service, a Service and a route to that.',
    summary: 'A service whose pods each keep a volume',
    parts: [...POD_PARTS, 'storage'],
    fields: { replicas: { maximum: 5 } },
  }),
  defineKind({
    name: 'backend-app-rds',
    definition: 'WrittenBackendAppRds',
    order: ORDER,
    description:
      'A service with a PostgreSQL database: a stateless application, the database and its credentials in the pods.',
    summary: 'A service with a PostgreSQL database',
    parts: [...POD_PARTS, 'autoscaling', 'database', 'credentials'],
  }),
  defineKind({
    name: 'rds-database',
    definition: 'WrittenRdsDatabase',
    order: ORDER,
    description: 'A PostgreSQL database on its own.',
    summary: 'A PostgreSQL database on its own',
    parts: ['database'],
  }),
];
