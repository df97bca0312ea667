import type { ClusterFacts, PlatformFacts } from '@goldenpath/extension';
import { previewFiles } from '@goldenpath/platform';
import { platformObjects } from '@goldenpath/testing/platform-objects';
import { load } from 'js-yaml';
import { permits } from '@goldenpath/testing/access/app-project';
import { platformWith } from './support/facts';

const QUOTA = { cpu: 2, memory: '4Gi', pods: 10, volumes: 5, storage: '20Gi' };

async function withPreviews(): Promise<PlatformFacts> {
  const platform = await platformWith();
  const to = { app: 'cache', namespace: 'apps', selector: { app: 'cache' } };
  return {
    ...platform,
    previews: {
      from: 'dev',
      maxConcurrent: 5,
      maxPerTeam: 5,
      maxAgeDays: 7,
      label: 'preview',
      quota: QUOTA,
      apps: [{ app: 'orders', organisation: 'acme', repository: 'orders' }],
    },
    clusters: platform.clusters.map((cluster): ClusterFacts =>
      cluster.environment === 'dev'
        ? { ...cluster, previewCalls: [{ from: 'orders', selector: { app: 'orders' }, to }] }
        : cluster,
    ),
  };
}

async function preview() {
  const platform = await withPreviews();
  const name = 'preview-orders-pr-12';
  const facts = {
    environment: 'dev',
    namespace: name,
    labels: {},
    selector: { app: 'orders' },
    tags: {},
    uses: ['cache'],
  };
  const from = { app: 'orders', namespace: name, selector: { app: 'orders' } };
  const calls = [{ from, to: { app: 'cache', namespace: 'apps', selector: { app: 'cache' } } }];
  const files = previewFiles(
    { app: 'orders', owner: 'app-team', number: 12, facts: { name, facts, calls }, objects: [] },
    platform,
  );
  return new Map(files.map(({ path, content }) => [path.replace('previews/orders/12/', ''), content]));
}

function objectNamed(platform: PlatformFacts, kind: string, name: string) {
  const found = platformObjects(platform).find((each) => each.kind === kind && each.metadata.name === name);
  if (found === undefined) throw new Error(`There is no ${kind} ${name}.`);
  return found;
}

test('a platform without previews has neither a project nor an ApplicationSet for them', async () => {
  const names = platformObjects(await platformWith()).map(({ metadata }) => metadata.name);
  expect(names).not.toContain('previews');
});

test('an Application needs an open pull request with the label, and the folder that `preview up` has made', async () => {
  const { spec } = objectNamed(await withPreviews(), 'ApplicationSet', 'previews');
  expect(spec).toMatchObject({
    syncPolicy: { preserveResourcesOnDeletion: false },
    generators: [
      {
        matrix: {
          generators: [
            {
              pullRequest: { github: { owner: 'acme', repo: 'orders', labels: ['preview'] }, requeueAfterSeconds: 300 },
            },
            { git: { files: [{ path: 'previews/orders/{{ .number }}/preview.json' }] } },
          ],
        },
      },
    ],
    template: {
      metadata: { name: '{{ .preview.name }}' },
      spec: {
        project: 'previews',
        source: { path: '{{ .path.path }}' },
        destination: { namespace: '{{ .preview.name }}' },
        syncPolicy: { automated: { prune: true, selfHeal: true } },
      },
    },
  });
});

test('the file that Argo CD reads has the name and the application', async () => {
  expect(JSON.parse((await preview()).get('preview.json') ?? '')).toEqual({
    preview: { name: 'preview-orders-pr-12', app: 'orders' },
  });
});

test.each([
  ['its objects', { kind: 'Deployment', group: 'apps' }, true],
  ['its quota', { kind: 'ResourceQuota', group: '' }, true],
  ['its network policies', { kind: 'NetworkPolicy', group: 'networking.k8s.io' }, true],
  ['the account of its pods', { kind: 'ServiceAccount', group: '' }, true],
  ['its jobs', { kind: 'CronJob', group: 'batch' }, true],
  ['its migration', { kind: 'Job', group: 'batch' }, true],
  ['its namespace', { kind: 'Namespace', group: '', isNamespaced: false }, true],
  ['a Secret in Git', { kind: 'Secret', group: '' }, false],
  ['a ClusterRole', { kind: 'ClusterRole', group: 'rbac.authorization.k8s.io', isNamespaced: false }, false],
  ['an Application', { kind: 'Application', group: 'argoproj.io' }, false],
  ['objects of another namespace', { kind: 'Deployment', group: 'apps', namespace: 'apps' }, false],
  [
    'what its own repository has',
    { kind: 'Deployment', group: 'apps', repository: 'https://github.com/acme/orders.git' },
    false,
  ],
])('the project of previews and %s', async (_what, changes, expected) => {
  const project = objectNamed(await withPreviews(), 'AppProject', 'previews');
  const deployment = {
    repository: 'https://github.com/goldenpath-idp/gitops.git',
    cluster: 'goldenpath-dev',
    namespace: 'preview-orders-pr-12',
    ...changes,
  };
  expect(permits(project, deployment)).toBe(expected);
});

test('a developer can start a run of a suspended job in Argo CD', async () => {
  const { spec } = objectNamed(await withPreviews(), 'AppProject', 'previews');
  const [{ policies }] = (spec as unknown as { roles: [{ policies: string[] }] }).roles;
  expect(policies).toContain(
    'p, proj:previews:developers, applications, action/batch/CronJob/create-job, previews/*, allow',
  );
});

test('the namespace of a preview is restricted, limited, and removed with its Application', async () => {
  const files = await preview();
  const namespace = load(files.get('namespace.yaml') ?? '') as { metadata: Record<string, Record<string, string>> };
  expect(namespace.metadata['labels']).toMatchObject({
    'preview-of': 'orders',
    'pod-security.kubernetes.io/enforce': 'restricted',
    owner: 'app-team',
  });
  expect(namespace.metadata['annotations']).not.toHaveProperty('argocd.argoproj.io/sync-options');
  expect(load(files.get('resource-quota.yaml') ?? '')).toMatchObject({
    spec: { hard: { pods: '10', 'requests.cpu': '2', 'requests.memory': '4Gi', 'services.loadbalancers': '0' } },
  });
  expect([...files.keys()].sort()).toEqual([
    'access.yaml',
    'kustomization.yaml',
    'limit-range.yaml',
    'namespace.yaml',
    'network-policies.yaml',
    'preview.json',
    'resource-quota.yaml',
  ]);
});

test('the network is open from a preview to what it calls, on both sides', async () => {
  const policies = (await preview()).get('network-policies.yaml') ?? '';
  expect(policies).toContain('name: default-deny');
  expect(policies).toContain('name: orders-calls');
  expect(policies).not.toContain('is-called');
  const { spec } = objectNamed(await withPreviews(), 'NetworkPolicy', 'cache-is-called-by-previews');
  expect(spec).toEqual({
    podSelector: { matchLabels: { app: 'cache' } },
    policyTypes: ['Ingress'],
    ingress: [
      {
        from: [
          {
            namespaceSelector: { matchLabels: { 'preview-of': 'orders' } },
            podSelector: { matchLabels: { app: 'orders' } },
          },
        ],
      },
    ],
  });
});

test('previews can use the secret store of their cluster, and of no other', async () => {
  const stores = platformObjects(await withPreviews()).filter(({ kind }) => kind === 'ClusterSecretStore');
  const open = stores.filter((store) => JSON.stringify(store.spec).includes('preview-of'));
  expect([stores.length, open.length]).toEqual([4, 1]);
});
