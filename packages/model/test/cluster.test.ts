import type { WrittenPlatform } from '@goldenpath/spec';
import { CACHE, ORDERS, placed, PLATFORM, REPORTS, SHOP } from './support/fleet';

describe('namespaces', () => {
  it.each([
    [undefined, 'apps'],
    ['{team}', 'app-team'],
    ['{team}-{environment}', 'app-team-prod'],
    ['x-{environment}', 'x-prod'],
  ])('%s is %s', (namespace, expected) => {
    const platform: WrittenPlatform = namespace === undefined ? PLATFORM : { ...PLATFORM, kubernetes: { namespace } };
    expect(placed([SHOP], 'prod', platform).namespace).toBe(expected);
  });
});

describe('services and routes', () => {
  it('lead to a stateless application on port 80', () => {
    const { services, route } = placed([SHOP], 'dev');
    expect(services).toEqual([
      {
        name: 'shop',
        headless: false,
        port: 80,
        portName: 'http',
        targetPort: 8080,
        dnsName: 'shop.apps.svc.cluster.local',
      },
    ]);
    expect(route).toMatchObject({
      host: 'shop.dev.example.org',
      url: 'http://shop.dev.example.org',
      serviceName: 'shop',
      servicePort: 80,
    });
    expect(route).not.toHaveProperty('tls');
  });

  it('reach a stateful application through a second Service next to the headless one', () => {
    const { services, route } = placed([CACHE], 'dev');
    expect(services).toMatchObject([
      { name: 'my-redis', headless: true, port: 6379, portName: 'redis', targetPort: 6379 },
      { name: 'my-redis-lb', headless: false, port: 80, portName: 'redis', targetPort: 6379 },
    ]);
    expect(route?.serviceName).toBe('my-redis-lb');
  });

  it('have TLS if the environment has an issuer', () => {
    expect(placed([SHOP], 'prod').route).toMatchObject({
      host: 'shop.example.org',
      url: 'https://shop.example.org',
      tls: { clusterIssuer: 'letsencrypt-prod', secretName: 'shop-tls' },
    });
  });

  it('are as the platform exposes applications', () => {
    const ingress = { type: 'gateway', name: 'public', namespace: 'gateways' } as const;
    expect(placed([SHOP], 'dev', { ...PLATFORM, ingress }).route?.exposure).toEqual(ingress);
  });

  it('do not exist if the spec disables them, or for a database alone', () => {
    expect(placed([{ ...SHOP, ingress: false } as typeof SHOP], 'dev').route).toBeUndefined();
    expect(placed([REPORTS], 'dev').services).toBeUndefined();
    expect(placed([REPORTS], 'dev').uses).toEqual([]);
    expect(placed([REPORTS], 'dev').route).toBeUndefined();
  });
});

describe('port names', () => {
  it.each([
    ['redis:7.4', 'redis'],
    ['localhost:5000/a/postgres@sha256:0', 'postgres'],
    ['ghcr.io/x/a-very-long-name-indeed:1', 'a-very-long-nam'],
    ['ghcr.io/x/exactly-15-cha-x:1', 'exactly-15-cha'],
    ['ghcr.io/x/42:1', 'tcp'],
  ])('of %s is %s', (image, expected) => {
    expect(placed([{ ...CACHE, image } as typeof CACHE], 'dev').workload?.portName).toBe(expected);
  });
});

describe('images', () => {
  it('that are built come from the registry and start with a tag of their environment', () => {
    const url = '123456789012.dkr.ecr.eu-west-2.amazonaws.com/shop';
    expect(placed([SHOP], 'dev').workload?.image).toEqual({
      source: 'built',
      placeholder: 'shop',
      url,
      initialTag: 'latest',
    });
    expect(placed([SHOP], 'prod').workload?.image).toMatchObject({ initialTag: 'prod-0000000' });
  });

  it('that are not built are those in the spec', () => {
    expect(placed([CACHE], 'prod').workload?.image).toEqual({ source: 'upstream', reference: 'redis:7.4' });
  });
});

describe('configuration', () => {
  const variables = (apps: Parameters<typeof placed>[0], environment = 'prod') =>
    placed(apps, environment).configuration?.variables;

  it('says the environment and the log level of the place', () => {
    expect(variables([SHOP], 'dev')).toEqual({ APP_ENV: 'dev', LOG_LEVEL: 'debug' });
    expect(variables([SHOP], 'prod')).toEqual({ APP_ENV: 'prod', LOG_LEVEL: 'warn' });
  });

  it('leads to the applications that are used: by HTTP to those that speak it', () => {
    const shop = { ...SHOP, uses: ['my-redis', 'orders'] } as typeof SHOP;
    expect(variables([shop, CACHE, ORDERS])).toEqual({
      APP_ENV: 'prod',
      LOG_LEVEL: 'warn',
      MY_REDIS_HOST: 'my-redis.apps.svc.cluster.local',
      MY_REDIS_PORT: '6379',
      ORDERS_HOST: 'orders.apps.svc.cluster.local',
      ORDERS_PORT: '80',
      ORDERS_URL: 'http://orders.apps.svc.cluster.local',
    });
  });

  it('leads to the headless Service of a stateful application that speaks HTTP, on its own port', () => {
    const shop = { ...SHOP, uses: ['my-redis'] } as typeof SHOP;
    const speaking = { ...CACHE, probe: 'http', port: 8000 } as typeof CACHE;
    expect(variables([shop, speaking])).toMatchObject({ MY_REDIS_URL: 'http://my-redis.apps.svc.cluster.local:8000' });
  });

  it('leads into the namespace of the other team', () => {
    const platform: WrittenPlatform = { ...PLATFORM, kubernetes: { namespace: '{team}-{environment}' } };
    const shop = { ...SHOP, uses: ['orders'] } as typeof SHOP;
    const orders = { ...ORDERS, owner: 'data-team' };
    expect(placed([shop, orders], 'dev', platform).configuration?.variables['ORDERS_HOST']).toBe(
      'orders.data-team-dev.svc.cluster.local',
    );
  });

  it('is in one order, and its checksum changes with any value', () => {
    const first = placed([{ ...SHOP, env: { B: '1', A: '2' } } as typeof SHOP], 'dev').configuration;
    const second = placed([{ ...SHOP, env: { A: '2', B: '1' } } as typeof SHOP], 'dev').configuration;
    const third = placed([{ ...SHOP, env: { A: '2', B: '3' } } as typeof SHOP], 'dev').configuration;
    expect(Object.keys(first?.variables ?? {})).toEqual(['APP_ENV', 'A', 'B', 'LOG_LEVEL'].sort());
    expect(first).toEqual(second);
    expect(third?.checksum).not.toBe(first?.checksum);
  });
});

describe('pods', () => {
  it('are counted by the spec, or between bounds by the autoscaler', () => {
    expect(placed([{ ...SHOP, replicas: 3 } as typeof SHOP], 'dev').workload?.replicas).toBe(3);
    const scaled = placed([{ ...SHOP, replicas: 2, autoscaling: { maxReplicas: 5 } } as typeof SHOP], 'dev');
    expect(scaled.workload).not.toHaveProperty('replicas');
    expect(scaled.autoscaling).toEqual({
      target: { kind: 'Deployment', name: 'shop' },
      minReplicas: 2,
      maxReplicas: 5,
      targetCpuPercent: 70,
    });
  });

  it('are spread if there is, or can be, more than one', () => {
    expect(placed([SHOP], 'dev').availability).toBeUndefined();
    expect(placed([{ ...SHOP, replicas: 2 } as typeof SHOP], 'dev').availability).toEqual({ maxUnavailable: 1 });
    expect(placed([{ ...SHOP, autoscaling: { maxReplicas: 5 } } as typeof SHOP], 'dev').availability).toEqual({
      maxUnavailable: 1,
    });
  });

  it('belong to a StatefulSet if there is a volume', () => {
    expect(placed([CACHE], 'dev').workload?.controller).toBe('StatefulSet');
    expect(placed([CACHE], 'dev').storage).toEqual({
      volumeName: 'data',
      size: '1Gi',
      mountPath: '/data',
      storageClass: 'gp3',
    });
    expect(placed([ORDERS], 'dev').workload?.controller).toBe('Deployment');
  });

  it('are selected by one label that never changes', () => {
    const { selector, labels } = placed([SHOP], 'dev');
    expect(selector).toEqual({ app: 'shop' });
    expect(labels).toEqual({
      app: 'shop',
      'app.kubernetes.io/name': 'shop',
      'app.kubernetes.io/component': 'stateless-app',
      'app.kubernetes.io/part-of': 'acme',
      'app.kubernetes.io/managed-by': 'goldenpath',
      owner: 'app-team',
    });
  });
});
