import type { PlatformFacts } from '@goldenpath/extension';
import type { KubernetesObject } from '@goldenpath/manifests';
import { renderApp } from '@goldenpath/manifests';
import { builtInRegistry } from '@goldenpath/parts';
import { openFleet, ROOT } from '@goldenpath/testing/fleet';
import { platformObjects } from '@goldenpath/testing/platform-objects';
import { type Deployment, permits } from '@goldenpath/testing/access/app-project';
import { platformWith, QUOTA } from './support/facts';

const CENTRAL = 'https://github.com/goldenpath-idp/gitops.git';
const OWN_CLUSTER = 'https://kubernetes.default.svc';
const APP: Deployment = {
  repository: CENTRAL,
  cluster: 'goldenpath-dev',
  namespace: 'apps',
  group: 'apps',
  kind: 'Deployment',
};

function projectOf(platform: PlatformFacts, name: string): KubernetesObject {
  const found = platformObjects(platform).find(({ kind, metadata }) => kind === 'AppProject' && metadata.name === name);
  if (found === undefined) throw new Error(`There is no project ${name}.`);
  return found;
}

describe('the project of applications', () => {
  test.each<[boolean, string, Partial<Deployment>]>([
    [true, 'its Deployment', {}],
    [true, 'its ExternalSecret', { group: 'external-secrets.io', kind: 'ExternalSecret' }],
    [true, 'a kind of an extension', { group: 'example.org', kind: 'Queue' }],
    [false, 'a cluster resource', { group: 'rbac.authorization.k8s.io', kind: 'ClusterRole', isNamespaced: false }],
    [false, 'a namespace', { group: '', kind: 'Namespace', isNamespaced: false }],
    [false, 'another namespace', { namespace: 'kube-system' }],
    [false, 'the namespace of Argo CD', { cluster: OWN_CLUSTER, namespace: 'argocd' }],
    [false, 'another cluster', { cluster: 'https://other.example.org' }],
    [false, 'the cluster of Argo CD', { cluster: OWN_CLUSTER }],
    [false, 'another repository', { repository: 'https://github.com/goldenpath-idp/other.git' }],
    [false, 'another organisation', { repository: 'https://github.com/other/gitops.git' }],
    [false, 'its own quota', { group: '', kind: 'ResourceQuota' }],
    [false, 'its own network', { group: 'networking.k8s.io', kind: 'NetworkPolicy' }],
    [false, 'a network policy of a network plugin', { group: 'cilium.io', kind: 'CiliumNetworkPolicy' }],
    [false, 'the addresses of a network policy', { group: 'networking.k8s.aws', kind: 'PolicyEndpoint' }],
    [false, 'security groups for its pods', { group: 'vpcresources.k8s.aws', kind: 'SecurityGroupPolicy' }],
    [false, 'a write to the secret store', { group: 'external-secrets.io', kind: 'PushSecret' }],
    [false, 'credentials of an operator', { group: 'generators.external-secrets.io', kind: 'ECRAuthorizationToken' }],
    [false, 'a way into the cluster', { group: 'gateway.networking.k8s.io', kind: 'Gateway' }],
    [true, 'its HTTPRoute', { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute' }],
    [true, 'its Ingress', { group: 'networking.k8s.io', kind: 'Ingress' }],
    [false, 'access for itself', { group: 'rbac.authorization.k8s.io', kind: 'RoleBinding' }],
    [false, 'a secret in Git', { group: '', kind: 'Secret' }],
    [false, 'another Application', { group: 'argoproj.io', kind: 'Application' }],
  ])('%s: %s', async (isAllowed, _what, change) => {
    expect(permits(projectOf(await platformWith(), 'workloads'), { ...APP, ...change })).toBe(isAllowed);
  });

  test('allows every object of the example fleet', async () => {
    const { facts } = await openFleet(ROOT);
    const project = projectOf(facts.platform, 'workloads');
    const refused = facts.apps.flatMap(({ name, environments }) =>
      environments.flatMap((inEnvironment) =>
        renderApp(name, inEnvironment, builtInRegistry)
          .map(({ apiVersion, kind }) => ({
            group: apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '',
            kind,
          }))
          .filter((of) => !permits(project, { ...APP, ...of, cluster: `goldenpath-${inEnvironment.environment}` }))
          .map(({ kind }) => `${name} ${kind}`),
      ),
    );
    expect(refused).toEqual([]);
  });

  test('allows the repositories of the organisation, where each application has its own', async () => {
    const platform = await platformWith();
    const own = projectOf({ ...platform, gitops: { ...platform.gitops, layout: 'app-repositories' } }, 'workloads');
    const from = (repository: string) => permits(own, { ...APP, repository });
    expect(from('https://github.com/goldenpath-idp/shop.git')).toBe(true);
    expect(from('https://github.com/goldenpath-idp-evil/shop.git')).toBe(false);
    expect(from('https://github.com/goldenpath-idp/shop/evil.git')).toBe(false);
  });

  test('allows each cluster the namespaces of its environment only', async () => {
    const platform = await platformWith();
    const [dev, prod] = [platform.clusters[0], platform.clusters.at(-1)];
    if (dev === undefined || prod === undefined) throw new Error('The example fleet has environments.');
    const clusters = [
      { ...dev, namespaces: [{ name: 'shop-dev', teams: ['app-team'], quota: QUOTA }] },
      { ...prod, namespaces: [{ name: 'shop-prod', teams: ['app-team'], quota: QUOTA }] },
    ];
    const project = projectOf({ ...platform, clusters }, 'workloads');
    const may = (cluster: string, namespace: string) => permits(project, { ...APP, cluster, namespace });
    expect([may('goldenpath-dev', 'shop-dev'), may('goldenpath-prod', 'shop-prod')]).toEqual([true, true]);
    expect([may('goldenpath-dev', 'shop-prod'), may('goldenpath-prod', 'shop-dev')]).toEqual([false, false]);
  });
});

describe('the project of the root application', () => {
  test.each<[boolean, string, Partial<Deployment>]>([
    [true, 'an ApplicationSet', { kind: 'ApplicationSet' }],
    [true, 'a project', { kind: 'AppProject' }],
    [false, 'a Deployment', { group: 'apps', kind: 'Deployment' }],
    [false, 'a cluster resource', { group: '', kind: 'Namespace', isNamespaced: false }],
    [false, 'another namespace', { namespace: 'apps', kind: 'Application' }],
    [false, 'another cluster', { cluster: 'goldenpath-dev', kind: 'Application' }],
    [false, 'another repository', { repository: 'https://github.com/goldenpath-idp/x.git', kind: 'Application' }],
  ])('%s: %s', async (isAllowed, _what, change) => {
    const root = { ...APP, cluster: OWN_CLUSTER, namespace: 'argocd', group: 'argoproj.io', ...change };
    expect(permits(projectOf(await platformWith(), 'bootstrap'), root)).toBe(isAllowed);
  });

  test('has the root application, and no other', async () => {
    const all = platformObjects(await platformWith());
    const inBootstrap = all.filter(({ spec }) => JSON.stringify(spec ?? {}).includes('"project":"bootstrap"'));
    expect(inBootstrap.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual(['Application root-app']);
  });
});

test('the project of the platform brings cluster resources to the clusters of the platform, from its repository', async () => {
  const project = projectOf(await platformWith(), 'platform');
  const namespace = { ...APP, group: '', kind: 'Namespace', namespace: 'new', isNamespaced: false };
  expect(permits(project, namespace)).toBe(true);
  expect(permits(project, { ...namespace, cluster: 'https://other.example.org' })).toBe(false);
  expect(permits(project, { ...namespace, repository: 'https://github.com/goldenpath-idp/shop.git' })).toBe(false);
});

test('an application brings its SealedSecrets where secrets are sealed in Git, and nowhere else', async () => {
  const platform = await platformWith();
  const sealed = platform.clusters.map((cluster) => ({
    ...cluster,
    secretStore: {
      ...cluster.secretStore,
      type: 'sealed-secrets' as const,
      sealedSecrets: { scope: 'strict' as const },
    },
  }));
  const [own, plain] = [
    { ...APP, group: 'bitnami.com', kind: 'SealedSecret' },
    { ...APP, group: '', kind: 'Secret' },
  ];
  expect(permits(projectOf(platform, 'workloads'), own)).toBe(false);
  expect(permits(projectOf({ ...platform, clusters: sealed }, 'workloads'), own)).toBe(true);
  expect(permits(projectOf({ ...platform, clusters: sealed }, 'workloads'), plain)).toBe(false);
});
