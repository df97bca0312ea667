import { type KubernetesObject, renderApp } from '@goldenpath/manifests';
import { builtInRegistry } from '@goldenpath/parts';
import type { WrittenAppSpec, WrittenPlatform } from '@goldenpath/spec';
import { factsOf } from '@goldenpath/testing/fleet-arbitrary';
import { at } from '@goldenpath/testing/planes';

type Route = NonNullable<Extract<WrittenAppSpec, { readonly kind: 'stateless-app' }>['route']>;

const PLATFORM: WrittenPlatform = {
  organisation: 'acme',
  domain: 'example.org',
  aws: { accountId: '123456789012', region: 'eu-west-2' },
  teams: ['app-team'],
  environments: [{ name: 'prod', logLevel: 'info', host: '{app}.{domain}', clusterIssuer: 'letsencrypt-prod' }],
  domains: [{ name: 'other.example', certificate: { secretName: 'other-wildcard' } }, { name: 'example.net' }],
  delivery: { workflow: 'acme/idp/.github/workflows/build.yml@main' },
};
const GATEWAY = { type: 'gateway', name: 'public', namespace: 'gateways', sectionName: 'https' } as const;

function objectsOf(fields: object, platform: Partial<WrittenPlatform> = {}): KubernetesObject[] {
  const app = { kind: 'stateless-app', name: 'shop', description: 'Sells', owner: 'app-team', ...fields };
  const facts = factsOf({ platform: { ...PLATFORM, ...platform }, apps: [app as WrittenAppSpec] });
  const [prod] = facts.apps[0]?.environments ?? [];
  if (prod === undefined) throw new Error('The application is not in prod.');
  return renderApp('shop', prod, builtInRegistry).filter(({ kind }) =>
    ['Ingress', 'HTTPRoute', 'TCPRoute', 'Middleware'].includes(kind),
  );
}

const routed = (route: Route, platform: Partial<WrittenPlatform> = {}) => objectsOf({ route }, platform);
const controlledBy = (className: string): Partial<WrittenPlatform> => ({ ingress: { type: 'ingress', className } });
const named = (objects: readonly KubernetesObject[]) => objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`);

test('a second host has a certificate of its own, in the same Ingress', () => {
  const [ingress, ...others] = routed({ hosts: ['{host}', 'www.example.net'] });
  expect(others).toEqual([]);
  expect(ingress?.metadata['annotations']).toMatchObject({ 'cert-manager.io/cluster-issuer': 'letsencrypt-prod' });
  expect(at(ingress, 'spec.tls')).toEqual([
    { hosts: ['shop.example.org'], secretName: 'shop-tls' },
    { hosts: ['www.example.net'], secretName: 'shop.www.example.net-tls' },
  ]);
  expect((at(ingress, 'spec.rules') as { host: string }[]).map(({ host }) => host)).toEqual([
    'shop.example.org',
    'www.example.net',
  ]);
});

test('a host whose domain has a certificate is in an Ingress that asks no issuer', () => {
  const [ingress, other] = routed({ hosts: ['{host}', 'www.other.example'] });
  expect(named([ingress!, other!])).toEqual(['Ingress shop', 'Ingress shop.2']);
  expect(at(ingress, 'spec.tls')).toEqual([{ hosts: ['shop.example.org'], secretName: 'shop-tls' }]);
  expect(other?.metadata['annotations']).not.toHaveProperty(['cert-manager.io/cluster-issuer']);
  expect(other?.metadata['annotations']).toMatchObject({ 'konghq.com/protocols': 'https' });
  expect(at(other, 'spec.tls')).toEqual([{ hosts: ['www.other.example'], secretName: 'other-wildcard' }]);
});

test('a host of two routes has one certificate, which one of the Ingresses asks for', () => {
  const [first, admin] = objectsOf({
    ports: [
      { name: 'http', port: 8080 },
      { name: 'admin', port: 9090 },
    ],
    routes: { admin: { hosts: ['{host}'], paths: ['/admin'], port: 'admin' } },
  });
  expect(named([first!, admin!])).toEqual(['Ingress shop', 'Ingress shop.admin']);
  expect(at(admin, 'spec.tls')).toEqual(at(first, 'spec.tls'));
  expect(admin?.metadata['annotations']).not.toHaveProperty(['cert-manager.io/cluster-issuer']);
  expect(at(admin, 'spec.rules.0.http.paths.0')).toEqual({
    path: '/admin',
    pathType: 'Prefix',
    backend: { service: { name: 'shop', port: { number: 9090 } } },
  });
});

test('a further route without hosts has that of an application with a longer name', () => {
  const [, admin] = objectsOf({ routes: { admin: {} } });
  expect(at(admin, 'spec.rules.0.host')).toBe('shop-admin.example.org');
});

describe('a prefix is stripped', () => {
  const STRIPPED: Route = { paths: ['/api', '/v1.0'], stripPrefix: true };
  const KEPT: Route = { paths: ['/api'] };
  const plain = (ingress: KubernetesObject | undefined) =>
    (at(ingress, 'spec.rules.0.http.paths') as { path: string; pathType: string }[]).map((each) => [
      each.path,
      each.pathType,
    ]);

  test('by Kong, which is told to keep it as well', () => {
    const of = (route: Route) => routed(route, controlledBy('kong'))[0];
    expect(of(STRIPPED)?.metadata['annotations']).toMatchObject({ 'konghq.com/strip-path': 'true' });
    expect(of(KEPT)?.metadata['annotations']).toMatchObject({ 'konghq.com/strip-path': 'false' });
    expect(plain(of(STRIPPED))).toEqual([
      ['/api', 'Prefix'],
      ['/v1.0', 'Prefix'],
    ]);
  });

  test('by NGINX, with an expression in which no dot stands for another character', () => {
    const [ingress] = routed(STRIPPED, controlledBy('nginx'));
    expect(ingress?.metadata['annotations']).toMatchObject({
      'nginx.ingress.kubernetes.io/use-regex': 'true',
      'nginx.ingress.kubernetes.io/rewrite-target': '/$2',
    });
    expect(plain(ingress)).toEqual([
      ['/api(/|$)(.*)', 'ImplementationSpecific'],
      ['/v1\\.0(/|$)(.*)', 'ImplementationSpecific'],
    ]);
    const [kept] = routed(KEPT, controlledBy('nginx'));
    expect(plain(kept)).toEqual([['/api', 'Prefix']]);
    expect(kept?.metadata['annotations']).not.toHaveProperty(['nginx.ingress.kubernetes.io/rewrite-target']);
  });

  test('by a Middleware of Traefik, beside those that the platform file names', () => {
    const [middleware, ingress] = routed(STRIPPED, {
      ingress: {
        type: 'ingress',
        className: 'traefik',
        annotations: { 'traefik.ingress.kubernetes.io/router.middlewares': 'platform-headers@kubernetescrd' },
      },
    });
    expect(middleware).toMatchObject({
      apiVersion: 'traefik.io/v1alpha1',
      metadata: { name: 'shop.strip-prefix', namespace: 'apps' },
      spec: { stripPrefix: { prefixes: ['/api', '/v1.0'] } },
    });
    expect(ingress?.metadata['annotations']).toMatchObject({
      'traefik.ingress.kubernetes.io/router.middlewares':
        'platform-headers@kubernetescrd,apps-shop-strip-prefix@kubernetescrd',
    });
    expect(named(routed(KEPT, controlledBy('traefik')))).toEqual(['Ingress shop']);
  });

  test('by a Gateway', () => {
    const [route] = routed(STRIPPED, { ingress: GATEWAY });
    expect(at(route, 'spec.rules')).toEqual([
      {
        matches: ['/api', '/v1.0'].map((value) => ({ path: { type: 'PathPrefix', value } })),
        filters: [
          {
            type: 'URLRewrite',
            urlRewrite: { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/' } },
          },
        ],
        backendRefs: [{ group: '', kind: 'Service', name: 'shop', port: 80, weight: 1 }],
      },
    ]);
    expect(at(routed(KEPT, { ingress: GATEWAY })[0], 'spec.rules.0')).not.toHaveProperty('filters');
  });
});

test('an HTTPRoute has all hosts, and the redirect those with a certificate', () => {
  const [route, redirect] = routed(
    { hosts: ['{host}', 'www.other.example'], paths: ['/api'] },
    {
      ingress: { ...GATEWAY, httpSectionName: 'http' },
      environments: [{ name: 'prod', logLevel: 'info', host: '{app}.{domain}' }],
    },
  );
  expect(at(route, 'spec.hostnames')).toEqual(['shop.example.org', 'www.other.example']);
  expect(redirect?.metadata.name).toBe('shop.redirect');
  expect(at(redirect, 'spec.hostnames')).toEqual(['www.other.example']);
  expect(at(redirect, 'spec.rules.0.matches.0.path.value')).toBe('/api');
});

describe('a class', () => {
  const ingressClasses: WrittenPlatform['ingressClasses'] = {
    internal: { type: 'ingress', className: 'kong-internal', visibility: 'internal', certificate: {} },
    partners: { type: 'ingress', className: 'nginx', annotations: { 'acme.test/zone': 'partners' } },
    tcp: { ...GATEWAY, tcpListeners: { redis: 6379 } },
  };

  test('decides the Ingress class, the certificate and the annotations', () => {
    const [ingress] = routed({ class: 'internal' }, { ingressClasses });
    expect(at(ingress, 'spec.ingressClassName')).toBe('kong-internal');
    expect(at(ingress, 'spec.tls')).toEqual([{ hosts: ['shop.example.org'] }]);
    expect(ingress?.metadata['annotations'] ?? {}).not.toHaveProperty(['cert-manager.io/cluster-issuer']);
  });

  test('answers the issuer of the environment itself', () => {
    const [ingress] = routed({ class: 'partners' }, { ingressClasses });
    expect(ingress?.metadata['annotations']).toEqual({
      'cert-manager.io/cluster-issuer': 'letsencrypt-prod',
      'acme.cert-manager.io/http01-ingress-ingressclassname': 'nginx',
      'nginx.ingress.kubernetes.io/ssl-redirect': 'true',
      'acme.test/zone': 'partners',
    });
  });

  test('with a listener makes a TCPRoute, whose hosts external-dns reads from an annotation', () => {
    const [, tcp] = objectsOf(
      {
        image: 'redis:7.4',
        routes: { cache: { class: 'tcp', listener: 'redis', hosts: ['cache.{domain}'] } },
      },
      { ingressClasses },
    );
    expect(tcp).toMatchObject({
      apiVersion: 'gateway.networking.k8s.io/v1alpha2',
      kind: 'TCPRoute',
      metadata: {
        name: 'shop.cache',
        annotations: { 'external-dns.alpha.kubernetes.io/hostname': 'cache.example.org' },
      },
      spec: {
        parentRefs: [{ kind: 'Gateway', name: 'public', namespace: 'gateways', sectionName: 'redis' }],
        rules: [{ backendRefs: [{ name: 'shop', port: 80 }] }],
      },
    });
    expect(at(tcp, 'spec')).not.toHaveProperty('hostnames');
  });
});

test('without `ingress`, no route is left', () => {
  expect(objectsOf({ ingress: false, routes: { admin: {} } })).toEqual([]);
});

test('a route to a port of a stateful application leads past its headless Service', () => {
  const [ingress] = objectsOf({
    kind: 'stateful-app',
    storage: { size: '1Gi', mountPath: '/data' },
    ports: [
      { name: 'http', port: 8080 },
      { name: 'admin', port: 9090 },
    ],
    route: { port: 'admin' },
  });
  expect(at(ingress, 'spec.rules.0.http.paths.0.backend.service')).toEqual({ name: 'shop-lb', port: { number: 9090 } });
});

test('a route leads to the Service of a process', () => {
  const [first, stream] = objectsOf({
    processes: { stream: { command: ['stream'], ports: [{ name: 'http-events', port: 4000 }] } },
    routes: { stream: { process: 'stream', hosts: ['{host}'], paths: ['/events'] } },
  });
  expect(at(first, 'spec.rules.0.http.paths.0.backend.service.name')).toBe('shop');
  expect(at(stream, 'spec.rules.0.http.paths.0.backend.service')).toEqual({
    name: 'shop-stream',
    port: { number: 80 },
  });
});

test('an application whose own pods listen on nothing has the route of its process', () => {
  const [ingress] = objectsOf({
    ports: [],
    processes: { web: { command: ['web'], ports: [{ name: 'http', port: 4000 }] } },
    route: { process: 'web' },
  });
  expect(at(ingress, 'spec.rules.0.host')).toBe('shop.example.org');
  expect(at(ingress, 'spec.rules.0.http.paths.0.backend.service.name')).toBe('shop-web');
});
