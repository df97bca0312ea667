import { builtInRegistry } from '@goldenpath/parts';
import { resolvePlatform, type WrittenPlatform } from '@goldenpath/spec';
import { resolveFleet } from '@goldenpath/model';
import { DEV, PLATFORM } from './support/fleet';

function componentsOf(changes: Partial<WrittenPlatform>): string[] | undefined {
  const platform = resolvePlatform({ ...PLATFORM, environments: [DEV], ...changes });
  const [cluster] = resolveFleet(platform, [], builtInRegistry).platform.clusters;
  return cluster?.components?.map(({ name }) => name);
}

const KONG = ['external-secrets', 'kong', 'metrics-server'];

test('a platform file without components installs none', () => expect(componentsOf({})).toBeUndefined());

test.each<[string, Partial<WrittenPlatform>, string[]]>([
  ['what every cluster needs, and Kong', {}, KONG],
  [
    'Traefik',
    { ingress: { type: 'ingress', className: 'public', controller: 'traefik' } },
    ['external-secrets', 'metrics-server', 'traefik'],
  ],
  [
    'no controller for a load balancer of AWS',
    { ingress: { type: 'ingress', className: 'alb' } },
    ['external-secrets', 'metrics-server'],
  ],
  [
    'no controller for a Gateway',
    { ingress: { type: 'gateway', name: 'public', namespace: 'gateways' } },
    ['external-secrets', 'metrics-server'],
  ],
  [
    'cert-manager with an issuer',
    { environments: [{ ...DEV, clusterIssuer: 'company-ca' }] },
    ['cert-manager', ...KONG],
  ],
  ['KEDA', { kubernetes: { keda: true } }, ['external-secrets', 'keda', 'kong', 'metrics-server']],
  ['Reloader', { kubernetes: { reloader: true } }, [...KONG, 'reloader']],
  [
    'Prometheus for ServiceMonitors',
    { observability: { metrics: 'service-monitor' } },
    ['external-secrets', 'kong', 'kube-prometheus-stack', 'metrics-server'],
  ],
  ['no Prometheus for annotations', { observability: { metrics: 'annotations' } }, KONG],
  [
    'the collector at its address',
    { observability: { otlp: { endpoint: 'http://opentelemetry-collector.platform.svc.cluster.local:4318' } } },
    [...KONG, 'opentelemetry-collector'],
  ],
  [
    'no collector at another address',
    { observability: { otlp: { endpoint: 'http://opentelemetry-collector.platform.example.org:4318' } } },
    KONG,
  ],
])('an empty list of components installs %s', (_what, changes, expected) => {
  expect(componentsOf({ components: {}, ...changes })).toEqual(expected);
});

test('a component can be left out and added', () => {
  const components = { kong: { enabled: false }, 'external-dns': { enabled: true, version: '1.21.1' } };
  expect(componentsOf({ components })).toEqual(['external-dns', 'external-secrets', 'metrics-server']);
});

test.each<[string | undefined, string, Partial<WrittenPlatform>]>([
  ['arn:aws:iam::123456789012:role/platform/acme-dev-secrets', 'with `irsa`', { components: {} }],
  [undefined, 'without components', {}],
  [undefined, 'without the operator', { components: { 'external-secrets': { enabled: false } } }],
  [undefined, 'with EKS Pod Identity', { components: {}, kubernetes: { podIdentity: 'eks-pod-identity' } }],
])('the role that the service account of the operator names is %s %s', (arn, _when, changes) => {
  const cluster = { name: 'dev', oidcIssuer: 'https://oidc.eks.eu-west-2.amazonaws.com/id/ABCDEF' };
  const aws = { accountId: '123456789012', region: 'eu-west-2', rolePath: '/platform/' };
  const kubernetes = { podIdentity: 'irsa' } as const;
  const resolve = (environment: WrittenPlatform['environments'][number]) => {
    const platform = resolvePlatform({ ...PLATFORM, aws, kubernetes, environments: [environment], ...changes });
    return resolveFleet(platform, [], builtInRegistry).platform.clusters[0]?.secretsRoleArn;
  };
  expect(resolve({ ...DEV, cluster })).toBe(arn);
  expect(resolve({ ...DEV, cluster: { name: 'dev' } })).toBeUndefined();
});
