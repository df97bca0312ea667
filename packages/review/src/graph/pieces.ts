import type { AppFacts, AppInEnvironment, DatabasePart } from '@goldenpath/model';
import { counted } from '../values/words';
import type { NodeKind } from './graph';

/** What a node is made of: one thing of an application, in one environment or in none. */
export interface Piece {
  /** The node's id. */
  readonly id: string;
  readonly kind: NodeKind;
  readonly environment: string | null;
  readonly name: string;
  /** What is to be told of it; the same place tells the same in every environment, and is empty where there is nothing to tell. */
  readonly facts: readonly string[];
  /** The Kubernetes objects that make it, as `Kind/name`: a change of one is a change of this. */
  readonly objects: readonly string[];
  /** The Terraform resources that make it; of a shared instance they are the platform's. */
  readonly resources: { readonly platform: boolean; readonly types: readonly string[] } | null;
}

/** An edge before it is known how it stands. */
export interface Link {
  readonly from: string;
  readonly to: string;
  readonly environment: string | null;
  readonly label: string | null;
}

/** What an application consists of, and what leads to what. */
export interface Pieces {
  readonly pieces: readonly Piece[];
  readonly links: readonly Link[];
}

type Details = Partial<Pick<Piece, 'facts' | 'objects' | 'resources'>>;

const own = (...types: string[]) => ({ platform: false, types });

/** An application, without those that use it or that it uses. */
export function appPieces(app: AppFacts, environments: readonly string[]): Pieces {
  const shown = app.environments.filter(({ environment }) => environments.includes(environment));
  const each = shown.map((inEnvironment) => environmentPieces(inEnvironment));
  const shared = sharedPieces(app);
  return {
    pieces: [...shared.pieces, ...each.flatMap(({ pieces }) => pieces)],
    links: [...shared.links, ...each.flatMap(({ links }) => links)],
  };
}

/** What is the application's own and no environment's: repository, role and registry. */
function sharedPieces({ repository, registry }: AppFacts): Pieces {
  const piece = (id: string, kind: NodeKind, name: string, details: Details): Piece =>
    makePiece(id, kind, null, name, details);
  const pieces = [
    ...(repository
      ? [
          piece('repository', 'repository', `${repository.organisation}/${repository.name}`, {
            facts: [`branch ${repository.defaultBranch}`],
            resources: own('github_repository', 'github_branch_protection', 'github_team_repository'),
          }),
        ]
      : []),
    ...(registry
      ? [
          piece('push-role', 'push role', registry.pushRole.name, {
            facts: ['pushes images'],
            resources: own('aws_iam_role', 'aws_iam_role_policy'),
          }),
          piece('image', 'image', registry.name, {
            facts: [registry.encryption, `keeps ${counted(registry.keepImages, 'image')}`],
            resources: own('aws_ecr_repository', 'aws_ecr_lifecycle_policy'),
          }),
        ]
      : []),
  ];
  const links = registry ? [link('repository', 'push-role', null, null), link('push-role', 'image', null, null)] : [];
  return { pieces, links: repository ? links : links.slice(1) };
}

function environmentPieces(facts: AppInEnvironment): Pieces {
  const { environment, route, services = [], workload, configuration, storage, credentials, database } = facts;
  const piece = (id: string, kind: NodeKind, name: string, details: Details = {}): Piece =>
    makePiece(id, kind, environment, name, details);
  const routeKind = route?.exposure.type === 'gateway' ? 'HTTPRoute' : 'Ingress';
  const pieces = [
    ...(route ? [piece('host', 'host', route.host, { facts: [route.tls ? 'HTTPS' : 'HTTP'] })] : []),
    ...(route
      ? [
          piece('route', 'route', routeKind, {
            facts: routeFacts(facts),
            objects: [`${routeKind}/${workload?.name ?? ''}`],
          }),
        ]
      : []),
    ...services.map(({ name, port, targetPort, headless }) =>
      piece(`service:${name}`, 'service', name, {
        facts: [headless ? `headless, port ${port}` : `port ${port} → ${targetPort}`],
        objects: [`Service/${name}`],
      }),
    ),
    ...(workload?.image.source === 'upstream'
      ? [piece('image', 'image', workload.image.reference, { facts: ['upstream'] })]
      : []),
    ...(workload
      ? [piece('workload', 'workload', workload.name, { facts: workloadFacts(facts), objects: workloadObjects(facts) })]
      : []),
    ...(configuration
      ? [
          piece('config', 'config', configuration.name, {
            facts: [counted(Object.keys(configuration.variables).length, 'variable')],
            objects: [`ConfigMap/${configuration.name}`],
          }),
        ]
      : []),
    ...(storage
      ? [
          piece('storage', 'storage', storage.volumeName, {
            facts: [storage.size, storage.storageClass, `at ${storage.mountPath}`],
          }),
        ]
      : []),
    ...(credentials
      ? [
          piece('external-secret', 'external secret', credentials.secretName, {
            facts: [counted(credentials.variables.length, 'variable')],
            objects: [`ExternalSecret/${credentials.secretName}`],
          }),
        ]
      : []),
    ...(database ? databasePieces(database, piece) : []),
  ];
  return { pieces, links: environmentLinks(facts) };
}

function databasePieces(
  database: DatabasePart,
  piece: (id: string, kind: NodeKind, name: string, details: Details) => Piece,
): Piece[] {
  const { instance, secret } = database;
  return [
    piece('secret', 'secret', secret.path, {
      facts: [`rotated every ${counted(secret.rotationDays, 'day')}`],
      resources: own('aws_secretsmanager_secret', 'aws_secretsmanager_secret_version'),
    }),
    piece('database', 'database', database.name, { facts: [`user ${database.username}`] }),
    piece('instance', 'instance', instance.identifier, {
      facts:
        instance.mode === 'shared'
          ? ['shared']
          : [
              'dedicated',
              `${instance.instanceClass}${instance.multiAz ? ', Multi-AZ' : ''}`,
              `${instance.storageGb} GB`,
              `backups ${counted(instance.backupRetentionDays, 'day')}`,
            ],
      resources: { platform: instance.mode === 'shared', types: ['aws_db_instance'] },
    }),
  ];
}

function environmentLinks(facts: AppInEnvironment): Link[] {
  const { environment, route, services = [], workload, configuration, storage, credentials, database } = facts;
  const to = (from: string, target: string, label: string | null = null): Link =>
    link(from, target, environment, label);
  const holder = credentials ? 'external-secret' : 'secret';
  return [
    ...(route ? [to('host', 'route'), to('route', `service:${route.serviceName}`)] : []),
    ...(workload ? services.map(({ name }) => to(`service:${name}`, 'workload')) : []),
    ...(workload ? [to('image', 'workload')] : []),
    ...(workload && configuration ? [to('workload', 'config')] : []),
    ...(workload && storage ? [to('workload', 'storage')] : []),
    ...(workload && database ? [to('workload', holder)] : []),
    ...(credentials ? [to('external-secret', 'secret')] : []),
    ...(database ? [to('secret', 'database'), to('database', 'instance')] : []),
  ];
}

function workloadFacts({ workload, autoscaling }: AppInEnvironment): string[] {
  if (workload === undefined) return [];
  const { requests, limits } = workload.resources;
  const pods = autoscaling
    ? `${autoscaling.minReplicas}–${autoscaling.maxReplicas} pods`
    : counted(workload.replicas ?? 1, 'pod');
  return [workload.controller, pods, `${requests.cpu}–${limits.cpu} CPU`, `${requests.memory}–${limits.memory}`];
}

function workloadObjects({ workload }: AppInEnvironment): string[] {
  const kinds = ['Deployment', 'StatefulSet', 'HorizontalPodAutoscaler', 'PodDisruptionBudget'];
  return kinds.map((kind) => `${kind}/${workload?.name ?? ''}`);
}

function routeFacts({ route }: AppInEnvironment): string[] {
  if (route === undefined) return [];
  const { exposure, tls } = route;
  const way =
    exposure.type === 'ingress' ? `class ${exposure.className}` : `Gateway ${exposure.namespace}/${exposure.name}`;
  return [way, tls?.clusterIssuer ?? ''];
}

function makePiece(id: string, kind: NodeKind, environment: string | null, name: string, details: Details): Piece {
  return { id, kind, environment, name, facts: [], objects: [], resources: null, ...details };
}

function link(from: string, to: string, environment: string | null, label: string | null): Link {
  return { from, to, environment, label };
}
