import { openWritten } from '@goldenpath/testing/written-fleet';
import type { KubernetesObject } from '@goldenpath/manifests';
import { platformObjects } from '@goldenpath/testing/platform-objects';
import { clustersWith, platformWith, QUOTA } from './support/facts';

const TEAMS = [
  { name: 'app-team-x', teams: ['app-team'], quota: QUOTA },
  { name: 'shared', teams: ['app-team', 'data-team'], quota: { ...QUOTA, pods: 500 } },
];

async function objectsIn(
  environment: string,
  changes: Parameters<typeof clustersWith>[0] = {},
): Promise<KubernetesObject[]> {
  const platform = await clustersWith(changes);
  return platformObjects({
    ...platform,
    clusters: platform.clusters.filter((each) => each.environment === environment),
  });
}

const named = (objects: readonly KubernetesObject[], kind: string) => objects.filter((object) => object.kind === kind);

test('a namespace takes restricted pods only, and stays when it leaves Git', async () => {
  const [apps] = named(await objectsIn('prod'), 'Namespace');
  expect(apps?.metadata).toMatchObject({
    name: 'apps',
    labels: { 'pod-security.kubernetes.io/enforce': 'restricted', environment: 'prod' },
    annotations: { 'argocd.argoproj.io/sync-options': 'Prune=false' },
  });
});

test('a namespace of one team has its owner, and each namespace has its quota', async () => {
  const objects = await objectsIn('dev', { namespaces: TEAMS });
  expect(named(objects, 'Namespace').map(({ metadata }) => metadata.labels?.['owner'])).toEqual([
    'app-team',
    undefined,
  ]);
  const pods = named(objects, 'ResourceQuota').map(
    ({ spec }) => (spec as { hard: Record<string, string> }).hard['pods'],
  );
  expect(pods).toEqual(['250', '500']);
});

test('a quota limits requests and volumes, and allows neither load balancers nor node ports', async () => {
  const quota = { pods: 10, cpu: 4, memory: '8Gi', volumes: 2, storage: '1536Mi' };
  const [found] = named(
    await objectsIn('dev', { namespaces: [{ name: 'apps', teams: ['app-team'], quota }] }),
    'ResourceQuota',
  );
  expect(found?.spec).toEqual({
    hard: {
      pods: '10',
      'requests.cpu': '4',
      'requests.memory': '8Gi',
      persistentvolumeclaims: '2',
      'requests.storage': '1536Mi',
      'services.loadbalancers': '0',
      'services.nodeports': '0',
    },
  });
});

/** What a group may do in a namespace. The built-in role `view` reads everything but Secrets. */
function can(
  objects: readonly KubernetesObject[],
  group: string,
  namespace: string,
  verb: string,
  resource: string,
): boolean {
  const roles = named(objects, 'Role') as unknown as { metadata: { name: string; namespace: string }; rules: Rule[] }[];
  const view: Rule[] = [{ resources: ['pods', 'pods/log', 'configmaps', 'services'], verbs: ['get', 'list', 'watch'] }];
  return named(objects, 'RoleBinding').some((binding) => {
    const { roleRef, subjects } = binding as unknown as {
      roleRef: { kind: string; name: string };
      subjects: { name: string }[];
    };
    const isHere = binding.metadata.namespace === namespace && subjects.some(({ name }) => name === group);
    const own = roles.find(({ metadata }) => metadata.name === roleRef.name && metadata.namespace === namespace)?.rules;
    const rules = roleRef.kind === 'ClusterRole' && roleRef.name === 'view' ? view : (own ?? []);
    return isHere && rules.some(({ resources, verbs }) => resources.includes(resource) && verbs.includes(verb));
  });
}

interface Rule {
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

test.each<[boolean, string, string, string, string, string]>([
  [true, 'dev', 'app-team', 'app-team-x', 'get', 'pods/log'],
  [true, 'dev', 'app-team', 'app-team-x', 'create', 'pods/exec'],
  [true, 'dev', 'data-team', 'shared', 'delete', 'pods'],
  [false, 'dev', 'data-team', 'app-team-x', 'get', 'pods'],
  [false, 'dev', 'app-team', 'app-team-x', 'get', 'secrets'],
  [false, 'dev', 'app-team', 'app-team-x', 'create', 'pods'],
  [true, 'prod', 'app-team', 'app-team-x', 'get', 'pods/log'],
  [false, 'prod', 'app-team', 'app-team-x', 'create', 'pods/exec'],
  [false, 'prod', 'app-team', 'app-team-x', 'delete', 'pods'],
])('%s: in %s %s in %s may %s %s', async (may, environment, team, namespace, verb, resource) => {
  const objects = await objectsIn(environment, { namespaces: TEAMS });
  expect(can(objects, `goldenpath-idp:${team}`, namespace, verb, resource)).toBe(may);
});

test('the store reads the secrets of the region, for the namespaces of applications only', async () => {
  const [store] = named(await objectsIn('dev', { namespaces: TEAMS }), 'ClusterSecretStore');
  expect(store?.metadata.name).toBe('aws-secrets-manager');
  expect(store?.spec).toEqual({
    provider: { aws: { service: 'SecretsManager', region: 'eu-west-2' } },
    conditions: [{ namespaces: ['app-team-x', 'shared'] }],
  });
});

test('a store of a namespace is in each of them', async () => {
  const secretStore = { type: 'aws-secrets-manager', name: 'own', kind: 'SecretStore', refreshInterval: '1h' } as const;
  const stores = named(await objectsIn('dev', { namespaces: TEAMS, secretStore }), 'SecretStore');
  expect(stores.map(({ metadata }) => metadata.namespace)).toEqual(['app-team-x', 'shared']);
});

test.each([
  ['dev', undefined],
  ['staging', 'https://acme-staging-v02.api.letsencrypt.org/directory'],
  ['prod', 'https://acme-v02.api.letsencrypt.org/directory'],
])('%s: the issuer of certificates asks %s', async (environment, server) => {
  const [issuer] = named(await objectsIn(environment), 'ClusterIssuer');
  expect((issuer?.spec as { acme?: { server: string } } | undefined)?.acme?.server).toBe(server);
});

test.each([
  [{ type: 'ingress', className: 'kong' } as const, { ingress: { ingressClassName: 'kong' } }],
  [
    { type: 'gateway', name: 'public', namespace: 'gateways' } as const,
    { gatewayHTTPRoute: { parentRefs: [{ name: 'public', namespace: 'gateways', kind: 'Gateway' }] } },
  ],
])('through %j an issuer answers its challenges', async (exposure, solver) => {
  const [issuer] = named(await objectsIn('prod', { exposure }), 'ClusterIssuer');
  expect(issuer?.spec).toEqual({
    acme: {
      server: 'https://acme-v02.api.letsencrypt.org/directory',
      privateKeySecretRef: { name: 'letsencrypt-prod-account' },
      solvers: [{ http01: solver }],
    },
  });
});

test('an issuer and a storage class that belong to the cluster are left to it', async () => {
  const objects = await objectsIn('prod', { clusterIssuer: 'company-ca', storageClass: 'fast' });
  expect([...named(objects, 'ClusterIssuer'), ...named(objects, 'StorageClass')]).toEqual([]);
});

test('a class of EFS makes folders of the file system of its environment, and is left to a cluster without one', async () => {
  const fileSystem = 'fs-0a1b2c3d4e5f60718';
  const sharedVolumes = { storageClass: 'efs-sc', fileSystem };
  const classes = named(await objectsIn('dev', { sharedVolumes }), 'StorageClass');
  expect(classes.map(({ metadata }) => metadata.name)).toEqual(['gp3', 'efs-sc']);
  expect(classes[1]).toMatchObject({
    provisioner: 'efs.csi.aws.com',
    parameters: {
      provisioningMode: 'efs-ap',
      fileSystemId: fileSystem,
      basePath: '/dev',
      directoryPerms: '700',
      gidRangeStart: '50000',
      gidRangeEnd: '7000000',
    },
    reclaimPolicy: 'Delete',
    volumeBindingMode: 'Immediate',
  });
  expect(named(await objectsIn('prod', { sharedVolumes }), 'StorageClass')[1]).toMatchObject({
    parameters: { basePath: '/prod' },
    reclaimPolicy: 'Retain',
  });
  expect(named(await objectsIn('prod'), 'StorageClass')).toHaveLength(1);
});

test('the file system of an environment and the class of the platform make facts of its cluster', async () => {
  const spec = { kind: 'stateless-app', name: 'shop', description: 'Sells things', owner: 'app-team' };
  const { facts } = await openWritten([spec], (platform) => ({
    ...platform,
    kubernetes: { ...platform.kubernetes, sharedStorageClass: 'efs-sc' },
    environments: platform.environments.map((environment) =>
      environment.name === 'dev'
        ? { ...environment, cluster: { name: 'dev', sharedFileSystem: 'fs-0a1b2c3d' } }
        : environment,
    ),
  }));
  const { clusters } = facts.platform;
  expect(clusters.map(({ environment, sharedVolumes }) => [environment, sharedVolumes?.fileSystem])).toEqual(
    clusters.map(({ environment }) => [environment, environment === 'dev' ? 'fs-0a1b2c3d' : undefined]),
  );
});

test('volumes of production outlive their claims', async () => {
  const policy = async (environment: string) =>
    (named(await objectsIn(environment), 'StorageClass')[0] as unknown as { reclaimPolicy: string }).reclaimPolicy;
  expect([await policy('dev'), await policy('prod')]).toEqual(['Delete', 'Retain']);
});

test('facts say what applications call each other, by the environments that they run in', async () => {
  const { clusters } = await platformWith();
  const calls = clusters.map(({ environment, calls: own }) => [
    environment,
    own.map(({ from, to }) => `${from.app} ${to.app}`),
  ]);
  expect(calls[0]).toEqual(['dev', expect.arrayContaining(['storefront orders-api'])]);
});

describe('the store of secrets', () => {
  const vault = {
    server: 'https://vault.example.org:8200',
    path: 'secret',
    version: 'v2' as const,
    mountPath: 'kubernetes-{environment}',
    role: 'external-secrets',
  };
  const store = { name: 'vault', kind: 'ClusterSecretStore' as const, refreshInterval: '1h' };

  test('is Vault if the platform file says so: the operator logs in as its own pod, in the cluster of the environment', async () => {
    const objects = await objectsIn('prod', { secretStore: { ...store, type: 'vault', vault } });
    expect(named(objects, 'ClusterSecretStore')).toMatchObject([
      {
        apiVersion: 'external-secrets.io/v1',
        metadata: { name: 'vault' },
        spec: {
          provider: {
            vault: {
              server: 'https://vault.example.org:8200',
              path: 'secret',
              version: 'v2',
              auth: { kubernetes: { mountPath: 'kubernetes-prod', role: 'external-secrets' } },
            },
          },
        },
      },
    ]);
  });

  test('does not exist with SealedSecrets', async () => {
    const sealedSecrets = { scope: 'strict' as const };
    const objects = await objectsIn('prod', { secretStore: { ...store, type: 'sealed-secrets', sealedSecrets } });
    expect(objects.filter(({ apiVersion }) => apiVersion.startsWith('external-secrets.io/'))).toEqual([]);
  });
});
