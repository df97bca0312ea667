import type { RoutePart } from '@goldenpath/parts';
import { render } from '@goldenpath/testing/rendered/render';
import { stateless } from '@goldenpath/testing/facts/cluster';
import { identities, objectOf } from '@goldenpath/testing/rendered/objects';

const GATEWAY = { type: 'gateway', name: 'public', namespace: 'gateways' } as const;

test('an Ingress without an issuer has no TLS', () => {
  const ingress = objectOf(render(stateless('shop', 'dev')), 'Ingress');
  expect(ingress.apiVersion).toBe('networking.k8s.io/v1');
  expect(ingress.metadata).not.toHaveProperty('annotations');
  expect(ingress['spec']).toEqual({
    ingressClassName: 'kong',
    rules: [
      {
        host: 'shop.dev.goldenpathidp.io',
        http: {
          paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'shop', port: { number: 80 } } } }],
        },
      },
    ],
  });
});

test('an Ingress with an issuer asks it for the certificate of its host', () => {
  const ingress = objectOf(render(stateless('shop', 'prod')), 'Ingress');
  expect(ingress.metadata.annotations).toMatchObject({ 'cert-manager.io/cluster-issuer': 'letsencrypt-prod' });
  expect(ingress['spec']).toMatchObject({ tls: [{ hosts: ['shop.goldenpathidp.io'], secretName: 'shop-tls' }] });
});

const behindGateway = (exposure: RoutePart['exposure']) => {
  const facts = stateless('shop', 'prod');
  return render({ ...facts, route: { ...facts.route!, exposure } });
};

test('behind a Gateway it is an HTTPRoute, with the defaults of the API server', () => {
  const objects = behindGateway(GATEWAY);
  expect(identities(objects)).not.toContain('Ingress shop');
  expect(objectOf(objects, 'HTTPRoute')).toMatchObject({
    apiVersion: 'gateway.networking.k8s.io/v1',
    metadata: { name: 'shop', namespace: 'apps' },
    spec: {
      parentRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'public', namespace: 'gateways' }],
      hostnames: ['shop.goldenpathidp.io'],
      rules: [
        {
          matches: [{ path: { type: 'PathPrefix', value: '/' } }],
          backendRefs: [{ group: '', kind: 'Service', name: 'shop', port: 80, weight: 1 }],
        },
      ],
    },
  });
});

test('of one listener, if the platform names it', () => {
  expect(objectOf(behindGateway({ ...GATEWAY, sectionName: 'https' }), 'HTTPRoute')['spec']).toMatchObject({
    parentRefs: [{ name: 'public', sectionName: 'https' }],
  });
});

describe('K4: annotations of an application', () => {
  const HOSTILE = { 'a.b/c': '${PATH} {{ x }} "\n\'', 'a.b/empty': '' };

  test('are those of its Ingress, beside those of the platform', () => {
    const facts = stateless('shop', 'prod');
    const exposure = { type: 'ingress', className: 'x', annotations: { 'acme.test/team': 'web' } } as const;
    const objects = render({ ...facts, route: { ...facts.route!, exposure, annotations: HOSTILE } });
    expect(objectOf(objects, 'Ingress').metadata.annotations).toEqual({
      'cert-manager.io/cluster-issuer': 'letsencrypt-prod',
      'acme.test/team': 'web',
      ...HOSTILE,
    });
  });

  test('are those of its HTTPRoute', () => {
    const facts = stateless('shop', 'prod');
    const objects = render({ ...facts, route: { ...facts.route!, exposure: GATEWAY, annotations: HOSTILE } });
    expect(objectOf(objects, 'HTTPRoute').metadata.annotations).toEqual(HOSTILE);
  });
});

describe('K4: one certificate for all hosts', () => {
  const withCertificate = (tls: NonNullable<RoutePart['tls']>) => {
    const facts = stateless('shop', 'prod');
    return objectOf(render({ ...facts, route: { ...facts.route!, tls } }), 'Ingress');
  };

  test('is in a Secret that the platform names: no issuer is asked', () => {
    const ingress = withCertificate({ isShared: true, secretName: 'wildcard' });
    expect(ingress.metadata.annotations ?? {}).not.toHaveProperty(['cert-manager.io/cluster-issuer']);
    expect(ingress['spec']).toMatchObject({ tls: [{ hosts: ['shop.goldenpathidp.io'], secretName: 'wildcard' }] });
  });

  test('or is that of the controller', () => {
    expect(withCertificate({ isShared: true })['spec']).toMatchObject({ tls: [{ hosts: ['shop.goldenpathidp.io'] }] });
    expect(JSON.stringify(withCertificate({ isShared: true }))).not.toContain('secretName');
  });
});

describe('K4: behind a Gateway with a listener for HTTP', () => {
  const exposure = { ...GATEWAY, sectionName: 'https', httpSectionName: 'http' };
  const routes = (environment: string) => {
    const facts = stateless('shop', environment);
    return render({ ...facts, route: { ...facts.route!, exposure } }).filter(({ kind }) => kind === 'HTTPRoute');
  };

  test('a host with a certificate is redirected to HTTPS, and answers there alone', () => {
    const [route, redirect, ...others] = routes('prod');
    expect(others).toEqual([]);
    expect(route).toMatchObject({ metadata: { name: 'shop' }, spec: { parentRefs: [{ sectionName: 'https' }] } });
    expect(redirect).toMatchObject({ metadata: { name: 'shop.redirect', namespace: 'apps' } });
    expect(redirect?.['spec']).toEqual({
      parentRefs: [
        {
          group: 'gateway.networking.k8s.io',
          kind: 'Gateway',
          name: 'public',
          namespace: 'gateways',
          sectionName: 'http',
        },
      ],
      hostnames: ['shop.goldenpathidp.io'],
      rules: [
        {
          matches: [{ path: { type: 'PathPrefix', value: '/' } }],
          filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }],
        },
      ],
    });
  });

  test('a host without one is not redirected', () => {
    expect(routes('dev').map(({ metadata }) => metadata.name)).toEqual(['shop']);
  });
});

describe('B17: a host with a certificate is served over HTTPS only', () => {
  const annotationsOf = (environment: string, exposure: Partial<RoutePart['exposure']>) => {
    const facts = stateless('shop', environment);
    const changed = { type: 'ingress', className: 'x', ...exposure } as RoutePart['exposure'];
    return objectOf(render({ ...facts, route: { ...facts.route!, exposure: changed } }), 'Ingress').metadata
      .annotations;
  };
  const CERTIFICATE = { 'cert-manager.io/cluster-issuer': 'letsencrypt-prod' };

  test.each([
    ['kong', { 'konghq.com/protocols': 'https', 'konghq.com/https-redirect-status-code': '308' }],
    ['nginx', { 'nginx.ingress.kubernetes.io/ssl-redirect': 'true' }],
    ['traefik', { 'traefik.ingress.kubernetes.io/router.entrypoints': 'websecure' }],
    [
      'alb',
      {
        'alb.ingress.kubernetes.io/target-type': 'ip',
        'alb.ingress.kubernetes.io/listen-ports': '[{"HTTP": 80}, {"HTTPS": 443}]',
        'alb.ingress.kubernetes.io/ssl-redirect': '443',
      },
    ],
  ] as const)('by %s', (controller, annotations) => {
    expect(annotationsOf('prod', { controller })).toEqual({ ...CERTIFICATE, ...annotations });
  });

  test('not without a route, so that a load balancer still reaches the pods', () => {
    expect(annotationsOf('dev', { controller: 'kong' })).toBeUndefined();
    expect(annotationsOf('dev', { controller: 'alb' })).toEqual({ 'alb.ingress.kubernetes.io/target-type': 'ip' });
  });

  test('annotations of the platform file win', () => {
    const annotations = { 'konghq.com/https-redirect-status-code': '301', 'acme.test/team': 'web' };
    expect(annotationsOf('prod', { controller: 'kong', annotations })).toEqual({
      ...CERTIFICATE,
      'konghq.com/protocols': 'https',
      ...annotations,
    });
  });
});
