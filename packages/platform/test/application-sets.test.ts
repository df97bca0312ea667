import type { PlatformFacts } from '@goldenpath/extension';
import { platformObjects } from '@goldenpath/testing/platform-objects';
import { platformWith } from './support/facts';

interface ApplicationSpec {
  readonly project: string;
  readonly source: Readonly<Record<'repoURL' | 'targetRevision' | 'path', string>>;
  readonly destination: Readonly<Record<string, string>>;
  readonly ignoreDifferences?: readonly { readonly kind: string; readonly managedFieldsManagers: readonly string[] }[];
  readonly syncPolicy: {
    readonly automated: { readonly prune: boolean; readonly selfHeal: boolean };
    readonly syncOptions: readonly string[];
    readonly retry: { readonly limit: number };
  };
}

interface SetSpec {
  readonly generators: readonly unknown[];
  readonly syncPolicy: { readonly preserveResourcesOnDeletion: boolean };
  readonly template: { readonly metadata: { readonly name: string }; readonly spec: ApplicationSpec };
}

function setOf(platform: PlatformFacts, name: string): SetSpec {
  const found = platformObjects(platform).find((each) => each.kind === 'ApplicationSet' && each.metadata.name === name);
  if (found === undefined) throw new Error(`There is no ApplicationSet ${name}.`);
  return found.spec as unknown as SetSpec;
}

/** Fills the Go templates of an ApplicationSet: fields, and `index` of a list. */
function filled<Value>(template: Value, values: Readonly<Record<string, unknown>>): Value {
  const text = JSON.stringify(template).replaceAll(
    /\{\{ (?:index )?\.([a-zA-Z.]+)(?: (\d+))? \}\}/g,
    (_all, path, index) => {
      const value = (path as string).split('.').reduce<unknown>((at, key) => Object(at)[key], values);
      const found: unknown = index === undefined ? value : Object(value)[Number(index)];
      if (typeof found !== 'string') throw new Error(`There is no ${String(path)}.`);
      return found;
    },
  );
  expect(text).not.toContain('{{');
  return JSON.parse(text) as Value;
}

test.each(['dev', 'test', 'staging', 'prod'])(
  '%s: an overlay of the central repository is an Application',
  async (environment) => {
    const { generators, template } = setOf(await platformWith(), `workloads-${environment}`);
    expect(generators).toEqual([
      {
        git: {
          repoURL: 'https://github.com/goldenpath-idp/gitops.git',
          revision: 'main',
          directories: [{ path: `apps/*/deploy/overlays/${environment}` }],
        },
      },
    ]);
    const path = `apps/shop/deploy/overlays/${environment}`;
    const { metadata, spec } = filled(template, { path: { path, segments: path.split('/') } });
    expect(metadata.name).toBe(`shop-${environment}`);
    expect(spec).toMatchObject({
      project: 'workloads',
      source: { repoURL: 'https://github.com/goldenpath-idp/gitops.git', targetRevision: 'main', path },
      destination: { name: `goldenpath-${environment}`, namespace: 'apps' },
    });
  },
);

test('a repository with the topic is an Application in each environment that it has an overlay for', async () => {
  const platform = await platformWith();
  const own: PlatformFacts = { ...platform, gitops: { ...platform.gitops, layout: 'app-repositories' } };
  const { generators, template } = setOf(own, 'workloads-prod');
  expect(generators).toMatchObject([
    {
      matrix: {
        generators: [
          {
            scmProvider: {
              github: { organization: 'goldenpath-idp' },
              filters: [{ labelMatch: '^idp-managed$', pathsExist: ['deploy/overlays/prod'] }],
            },
          },
          { git: { repoURL: '{{ .url }}', directories: [{ path: 'deploy/overlays/prod' }] } },
        ],
      },
    },
  ]);
  const url = 'https://github.com/goldenpath-idp/shop.git';
  const { metadata, spec } = filled(template, { repository: 'shop', url, path: { path: 'deploy/overlays/prod' } });
  expect(metadata.name).toBe('shop-prod');
  expect(spec.source).toEqual({ repoURL: url, targetRevision: 'main', path: 'deploy/overlays/prod' });
});

test('a cluster of the platform file is the destination, by the address of its API server', async () => {
  const platform = await platformWith();
  const environments = platform.environments.map((environment) => ({
    ...environment,
    cluster: {
      name: `eks-${environment.name}`,
      ...(environment.name === 'prod' && { server: 'https://prod.example.org' }),
    },
  }));
  const destinationIn = (name: string) =>
    setOf({ ...platform, environments }, `workloads-${name}`).template.spec.destination;
  expect(destinationIn('prod')).toEqual({ server: 'https://prod.example.org', namespace: 'apps' });
  expect(destinationIn('dev')).toEqual({ name: 'eks-dev', namespace: 'apps' });
  const [list] = setOf({ ...platform, environments }, 'platform').generators as [{ list: { elements: unknown[] } }];
  expect(list.list.elements.at(-1)).toEqual({ environment: 'prod', server: 'https://prod.example.org', name: '' });
});

test('the only cluster of a platform is that of Argo CD, unless the platform file has its address', async () => {
  const platform = await platformWith();
  const environments = platform.environments.map((environment) => ({ ...environment, cluster: { name: 'shared' } }));
  expect(setOf({ ...platform, environments }, 'workloads-prod').template.spec.destination).toEqual({
    server: 'https://kubernetes.default.svc',
    namespace: 'apps',
  });
});

test('clusters of one name in two accounts are two, and a local cluster is that of its Argo CD', async () => {
  const platform = await platformWith();
  const destinationIn = (name: string, environments: typeof platform.environments) =>
    setOf({ ...platform, environments }, `workloads-${name}`).template.spec.destination;
  const shared = platform.environments.map((environment) => ({ ...environment, cluster: { name: 'shared' } }));
  const [first, ...rest] = shared;
  if (first === undefined) throw new Error('The example fleet has environments.');
  const elsewhere = { ...first, aws: { ...first.aws, accountId: '444455556666' } };
  expect(destinationIn('prod', [elsewhere, ...rest])).toEqual({ name: 'shared', namespace: 'apps' });
  const local = { ...first, cluster: { name: 'laptop', local: 'kind' as const } };
  expect(destinationIn('dev', [local, ...rest])).toEqual({
    server: 'https://kubernetes.default.svc',
    namespace: 'apps',
  });
});

test('an autoscaler keeps the number of pods, and nothing else differs from Git', async () => {
  const { spec } = setOf(await platformWith(), 'workloads-dev').template;
  expect(spec.ignoreDifferences).toEqual(
    ['Deployment', 'StatefulSet'].map((kind) => ({
      group: 'apps',
      kind,
      managedFieldsManagers: ['kube-controller-manager'],
    })),
  );
  expect(spec.syncPolicy.syncOptions).toContain('RespectIgnoreDifferences=true');
});

test('where KEDA scales, Argo CD leaves the number of pods that it sets alone as well', async () => {
  const platform = await platformWith();
  const clusters = platform.clusters.map((cluster) => ({ ...cluster, keda: true as const }));
  const { spec } = setOf({ ...platform, clusters }, 'workloads-dev').template;
  expect(spec.ignoreDifferences).toMatchObject([
    { kind: 'Deployment', managedFieldsManagers: ['kube-controller-manager', 'keda'] },
    { kind: 'StatefulSet', managedFieldsManagers: ['kube-controller-manager', 'keda'] },
  ]);
});

test('Argo CD removes what is no longer in Git, except in production', async () => {
  const platform = await platformWith();
  const policyOf = (name: string) => {
    const { syncPolicy, template } = setOf(platform, `workloads-${name}`);
    const { automated, retry } = template.spec.syncPolicy;
    return [automated.prune, automated.selfHeal, syncPolicy.preserveResourcesOnDeletion, retry.limit];
  };
  expect(policyOf('dev')).toEqual([true, true, false, 5]);
  expect(policyOf('prod')).toEqual([false, true, true, 5]);
});

test('the platform of each environment goes to its cluster', async () => {
  const { generators, template } = setOf(await platformWith(), 'platform');
  const [{ list }] = generators as [{ list: { elements: Readonly<Record<string, string>>[] } }];
  const applications = list.elements.map((element) => filled(template, element));
  expect(applications.map(({ metadata, spec }) => [metadata.name, spec.source.path, spec.destination['name']])).toEqual(
    ['dev', 'test', 'staging', 'prod'].map((name) => [`platform-${name}`, `platform/${name}`, `goldenpath-${name}`]),
  );
});
