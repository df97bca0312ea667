import type { KubernetesObject } from '@goldenpath/manifests';
import { type Deployment, permits } from '../../src/access/app-project';

const DEPLOYMENT: Deployment = {
  repository: 'https://github.com/acme/shop.git',
  cluster: 'dev',
  namespace: 'shop',
  group: 'apps',
  kind: 'Deployment',
};

function project(spec: object): KubernetesObject {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    metadata: { name: 'x' },
    spec: { sourceRepos: ['https://github.com/acme/*'], destinations: [{ name: 'dev', namespace: 'shop' }], ...spec },
  } as unknown as KubernetesObject;
}

/** The rows are what the code of Argo CD 3.2 answers. */
test.each<[boolean, string, object, Partial<Deployment>]>([
  [true, 'a repository that a glob matches', {}, {}],
  [false, 'a repository below it', {}, { repository: 'https://github.com/acme/shop/evil.git' }],
  [
    false,
    'a repository with a longer name of the organisation',
    {},
    { repository: 'https://github.com/acme-evil/x.git' },
  ],
  [true, 'every repository', { sourceRepos: ['*'] }, { repository: 'https://example.org/x.git' }],
  [false, 'another namespace', {}, { namespace: 'shop-2' }],
  [
    true,
    'a namespace that a glob matches',
    { destinations: [{ name: 'dev', namespace: 'shop*' }] },
    { namespace: 'shop-2' },
  ],
  [false, 'another cluster', {}, { cluster: 'prod' }],
  [false, 'a cluster resource that is not listed', {}, { kind: 'Namespace', group: '', isNamespaced: false }],
  [
    true,
    'one that is listed',
    { clusterResourceWhitelist: [{ group: '', kind: 'Namespace' }] },
    { kind: 'Namespace', group: '', isNamespaced: false },
  ],
  [false, 'a kind that is left out', { namespaceResourceBlacklist: [{ group: 'apps', kind: '*' }] }, {}],
  [
    false,
    'a kind that is not among those allowed',
    { namespaceResourceWhitelist: [{ group: '', kind: 'Service' }] },
    {},
  ],
  [true, 'a kind that is', { namespaceResourceWhitelist: [{ group: 'apps', kind: 'Deployment' }] }, {}],
])('%s: %s', (isAllowed, _what, spec, change) => {
  expect(permits(project(spec), { ...DEPLOYMENT, ...change })).toBe(isAllowed);
});
