import { type Edit, found, nothing, reviewOf } from '@goldenpath/testing/reviews';

const inProdAlone: Edit = ({ apps }) => {
  for (const app of Object.values(apps)) {
    app.environments = ['prod'];
    for (const name of Object.keys(app.overrides ?? {})) if (name !== 'prod') delete app.overrides[name];
  }
};

describe('host-taken and host-dropped', () => {
  const cases: readonly [string, Edit, readonly string[], readonly string[]][] = [
    [
      'an application becomes reachable',
      ({ apps }) => (apps['cart'] = { ...apps['user-service'], name: 'cart' }),
      ['info cart/prod: cart in prod becomes reachable at cart.goldenpathidp.io.'],
      [],
    ],
    [
      'an application is no longer reachable',
      ({ apps }) => (apps['user-service'].ingress = false),
      [],
      ['danger user-service/prod: user-service in prod is no longer reachable at user-service.goldenpathidp.io.'],
    ],
    [
      'another domain',
      ({ platform, apps }) => {
        platform.domain = 'example.com';
        for (const name of ['my-redis', 'user-service']) apps[name].ingress = false;
      },
      [],
      [
        'danger my-redis/prod: my-redis in prod is no longer reachable at my-redis.goldenpathidp.io.',
        'danger orders-api/prod: orders-api in prod is no longer reachable at orders-api.goldenpathidp.io, but at orders-api.example.com.',
        'danger user-service/prod: user-service in prod is no longer reachable at user-service.goldenpathidp.io.',
      ],
    ],
    [
      'no certificates any more',
      ({ platform, apps }) => {
        delete platform.environments[3].clusterIssuer;
        for (const name of ['my-redis', 'user-service']) delete apps[name];
        delete apps['orders-api'].uses;
      },
      [],
      [
        'danger my-redis/prod: my-redis in prod is no longer reachable at my-redis.goldenpathidp.io.',
        'danger orders-api/prod: orders-api in prod is no longer reachable at https://orders-api.goldenpathidp.io, but without TLS at http://orders-api.goldenpathidp.io.',
        'danger user-service/prod: user-service in prod is no longer reachable at user-service.goldenpathidp.io.',
      ],
    ],
    ['nothing', nothing, [], []],
  ];

  test.each(cases)('%s', (_, edit, taken, dropped) => {
    const review = reviewOf(edit, inProdAlone);
    expect([found(review, 'host-taken'), found(review, 'host-dropped')]).toEqual([taken, dropped]);
  });

  test('a host that was another application’s', () => {
    const hosts: Edit = ({ platform, apps }) => {
      platform.environments[3].host = '{app}.{domain}';
      apps['shop-eu'] = { ...apps['user-service'], name: 'shop-eu', uses: [] };
    };
    const review = reviewOf(
      ({ platform, apps }) => {
        // shop.eu.goldenpathidp.io is now what the template makes of another application.
        platform.environments[3].host = '{app}-eu.{domain}';
        delete apps['shop-eu'];
        apps['shop'] = { ...apps['user-service'], name: 'shop' };
      },
      (draft) => {
        inProdAlone(draft);
        hosts(draft);
      },
    );
    expect(found(review, 'host-taken')).toContain(
      'danger shop/prod: The host shop-eu.goldenpathidp.io leads to shop in prod from now on, and no longer to shop-eu.',
    );
    expect(found(review, 'host-dropped').join()).not.toContain('shop-eu.goldenpathidp.io');
  });

  test('outside production it is a warning', () => {
    const review = reviewOf(({ apps }) => (apps['user-service'].ingress = false));
    expect(found(review, 'host-dropped').map((text) => text.split(':')[0])).toEqual([
      'danger user-service/prod',
      'warning user-service/dev',
      'warning user-service/test',
      'warning user-service/staging',
    ]);
  });
});

describe('own hosts', () => {
  const inProd = (route: object) => (draft: Parameters<Edit>[0]) => {
    inProdAlone(draft);
    draft.apps['user-service'].route = route;
  };
  const edit = (change: object): Edit => {
    return ({ apps }) => Object.assign(apps['user-service'].route, change);
  };

  test('a second host is one more address', () => {
    const review = reviewOf(edit({ hosts: ['{host}', 'www.{domain}'] }), inProd({ hosts: ['{host}'] }));
    expect(found(review, 'host-taken')).toEqual([
      'info user-service/prod: user-service in prod becomes reachable at www.goldenpathidp.io.',
    ]);
    expect(found(review, 'host-dropped')).toEqual([]);
  });

  test('a host that is removed no longer works, whatever stays', () => {
    const review = reviewOf(edit({ hosts: ['{host}'] }), inProd({ hosts: ['{host}', 'www.{domain}'] }));
    expect(found(review, 'host-dropped')).toEqual([
      'danger user-service/prod: user-service in prod is no longer reachable at www.goldenpathidp.io.',
    ]);
  });

  test('a path that is removed no longer works either', () => {
    const review = reviewOf(edit({ paths: ['/api/v2'] }), inProd({ paths: ['/api', '/docs'] }));
    expect(found(review, 'host-dropped').map((text) => text.replace(/^.*reachable at /, ''))).toEqual([
      'user-service.goldenpathidp.io/api, but at user-service.goldenpathidp.io/api/v2.',
      'user-service.goldenpathidp.io/docs, but at user-service.goldenpathidp.io/api/v2.',
    ]);
  });

  test('a path of a host that moves to another application is taken', () => {
    const review = reviewOf(
      ({ apps }) => {
        apps['user-service'].route.paths = ['/users'];
        apps['orders-api'].route = { hosts: ['user-service.{domain}'], paths: ['/orders'] };
      },
      inProd({ paths: ['/users', '/orders'] }),
    );
    expect(found(review, 'host-taken')).toEqual([
      'danger orders-api/prod: The host user-service.goldenpathidp.io/orders leads to orders-api in prod from now on, and no longer to user-service.',
    ]);
  });
});

describe('route-opened', () => {
  const internal: Edit = ({ platform }) => {
    platform.ingressClasses = {
      internal: { type: 'ingress', className: 'kong-internal', visibility: 'internal', certificate: {} },
    };
  };
  const PORTS = [
    { name: 'http', port: 8080 },
    { name: 'admin', port: 9090 },
  ];
  const insideFirst: Edit = (draft) => {
    internal(draft);
    inProdAlone(draft);
    draft.apps['user-service'].ports = PORTS;
    draft.apps['user-service'].routes = { admin: { class: 'internal', port: 'admin' } };
  };
  const ADMIN = 'https://user-service-admin.goldenpathidp.io';

  test.each<[string, Edit, readonly string[]]>([
    [
      'a port that only an internal class led to',
      ({ apps }) => delete apps['user-service'].routes.admin.class,
      [
        `danger user-service/prod: user-service in prod was reachable from private networks only, and is open to everyone at ${ADMIN} from now on.`,
      ],
    ],
    [
      'by another route',
      ({ apps }) => (apps['user-service'].route = { port: 'admin' }),
      [
        'danger user-service/prod: user-service in prod was reachable from private networks only, and is open to everyone at https://user-service.goldenpathidp.io from now on.',
      ],
    ],
    [
      'by the platform file',
      ({ platform }) => (platform.ingressClasses.internal.visibility = 'external'),
      [
        `danger user-service/prod: user-service in prod was reachable from private networks only, and is open to everyone at ${ADMIN} from now on.`,
      ],
    ],
    ['not a new port', ({ apps }) => (apps['user-service'].routes.other = { paths: ['/x'], hosts: ['{host}'] }), []],
    ['not the other way', ({ apps }) => (apps['user-service'].route = { class: 'internal' }), []],
  ])('%s', (_what, change, findings) => {
    expect(found(reviewOf(change, insideFirst), 'route-opened')).toEqual(findings);
  });
});
