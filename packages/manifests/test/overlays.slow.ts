import type { AppFacts, AppInEnvironment } from '@goldenpath/model';
import type { WorkloadPart } from '@goldenpath/parts';
import { builtInRegistry } from '@goldenpath/parts';
import { appManifests, type Releases, renderApp } from '@goldenpath/manifests';
import { byIdentity, kubectlKustomize } from '@goldenpath/testing/kustomize';
import { app, backend, stateful, stateless, workload } from '@goldenpath/testing/facts/cluster';

const ENVIRONMENTS = ['dev', 'staging', 'prod'];
const RELEASES: Releases = {
  staging: { newTag: 'staging-0123456' },
  prod: { newTag: 'prod-1a2b3c4', digest: `sha256:${'c'.repeat(64)}` },
};
const HOSTILE = [
  '$(APP_ENV)',
  '$$',
  '${x}',
  '%{x}',
  '{{ x }}',
  '${{ x }}',
  "'",
  '"',
  '\\',
  'a\nb\n\n',
  ' ',
  '# no',
  '~',
  '010',
  '1e3',
  'yes',
];

type Shape = (name: string, environment: string, changes?: Partial<AppInEnvironment>) => AppInEnvironment;

/** The same everywhere, but for what prod overrides. */
function overridden(
  name: string,
  shape: Shape,
  inProd: (facts: AppInEnvironment) => Partial<AppInEnvironment>,
): AppFacts {
  const general = ENVIRONMENTS.map((environment) => shape(name, environment));
  const facts = general.map((one) => (one.environment === 'prod' ? { ...one, ...inProd(one) } : one));
  return app(name, facts, general);
}

const unchanged = (name: string, shape: Shape) => overridden(name, shape, () => ({}));

const scaledWorkload = (name: string): WorkloadPart => {
  const { replicas: _, ...unnumbered } = workload(name);
  return unnumbered;
};

const gateway: Shape = (name, environment) => {
  const facts = stateless(name, environment);
  const exposure = { type: 'gateway', name: 'public', namespace: 'gateways', sectionName: environment } as const;
  return { ...facts, route: { ...facts.route!, exposure } };
};

const hostile: Shape = (name, environment) =>
  stateless(name, environment, {
    workload: workload(name, { args: HOSTILE }),
    configuration: {
      name: `${name}-config`,
      variables: Object.fromEntries(HOSTILE.map((value, index) => [`VALUE_${index}`, `${value}${environment}`])),
      checksum: environment,
    },
  });

const FLEET: readonly AppFacts[] = [
  unchanged('plain', stateless),
  unchanged('cache', stateful),
  unchanged('orders', backend),
  unchanged('behind-gateway', gateway),
  unchanged('hostile', hostile),
  overridden('larger', stateless, () => ({
    availability: { maxUnavailable: 1 },
    workload: workload('larger', {
      replicas: 4,
      args: ['--verbose'],
      resources: { requests: { cpu: '1', memory: '1Gi' }, limits: { cpu: '2', memory: '2Gi' } },
    }),
  })),
  overridden('scaled', backend, () => ({
    availability: { maxUnavailable: 1 },
    autoscaling: {
      target: { kind: 'Deployment', name: 'scaled' },
      minReplicas: 2,
      maxReplicas: 9,
      targetCpuPercent: 60,
    },
    workload: scaledWorkload('scaled'),
  })),
  overridden('larger-cache', stateful, ({ storage }) => ({ storage: { ...storage!, size: '100Gi' } })),
  overridden('elsewhere', stateless, () => ({ namespace: 'app-team-prod' })),
  app(
    'prod-only',
    [stateless('prod-only', 'prod')],
    ENVIRONMENTS.map((environment) => stateless('prod-only', environment)),
  ),
];

test.each(ENVIRONMENTS)('kustomize builds in %s exactly what the charts render', (environment) => {
  const apps = FLEET.filter((one) => one.environments.some((facts) => facts.environment === environment));
  const built = kubectlKustomize(
    apps.flatMap((one) => appManifests(one, builtInRegistry, RELEASES)),
    apps.map(({ manifestsPath }) => `${manifestsPath}/overlays/${environment}`),
  );
  const rendered = apps.flatMap(({ name, environments }) =>
    environments
      .filter((facts) => facts.environment === environment)
      .flatMap((facts) => renderApp(name, facts, builtInRegistry, RELEASES[environment])),
  );
  expect(byIdentity(built)).toEqual(byIdentity(rendered));
  expect(built).toHaveLength(rendered.length);
});
