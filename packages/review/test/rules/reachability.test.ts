import { type Edit, found, nothing, reviewOf, reviewOfStack } from '@goldenpath/testing/reviews';

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

describe('uses-target-leaves', () => {
  test('an application that others use leaves the fleet', () => {
    const review = reviewOf(({ apps }) => {
      apps['user-service'].uses = [];
      delete apps['my-redis'];
    });
    expect(found(review, 'uses-target-leaves')).toEqual([
      'danger my-redis/prod: my-redis leaves the fleet, and user-service uses it in prod until then.',
      'warning my-redis/dev: my-redis leaves the fleet, and user-service uses it in dev until then.',
      'warning my-redis/test: my-redis leaves the fleet, and user-service uses it in test until then.',
      'warning my-redis/staging: my-redis leaves the fleet, and user-service uses it in staging until then.',
    ]);
  });

  test('those that use it leave with it', () => {
    const review = reviewOf(({ apps }) => {
      for (const name of ['orders-api', 'user-service', 'my-redis']) delete apps[name];
    });
    expect(found(review, 'uses-target-leaves')).toEqual([]);
  });
});

describe('network-opened', () => {
  const prod =
    (edit: (cidrs: string[]) => string[]): Edit =>
    ({ platform }) => {
      const { network } = platform.environments[3].databases;
      network.clientCidrs = edit(network.clientCidrs);
    };
  const cases: readonly [string, Edit, readonly string[]][] = [
    [
      'another network',
      prod((cidrs) => [...cidrs, '10.50.0.0/16']),
      ['warning –/prod: The databases of prod let in 10.50.0.0/16, which they did not before.'],
    ],
    [
      'a wider one',
      prod(() => ['10.0.0.0/8']),
      ['warning –/prod: The databases of prod let in 10.0.0.0/8, which they did not before.'],
    ],
    [
      'everybody',
      prod((cidrs) => [...cidrs, '0.0.0.0/0']),
      ['danger –/prod: The databases of prod let in 0.0.0.0/0, which they did not before.'],
    ],
    [
      'everybody in two halves',
      prod(() => ['0.0.0.0/1', '128.0.0.0/1']),
      ['danger –/prod: The databases of prod let in 0.0.0.0/1 and 128.0.0.0/1, which they did not before.'],
    ],
    ['a part of what was let in', prod(() => ['10.40.7.0/24']), []],
    ['another order', prod((cidrs) => [...cidrs].reverse()), []],
    ['an application that uses another', ({ apps }) => (apps['orders-api'].uses = ['user-service', 'my-redis']), []],
  ];

  test.each(cases)('%s', (_, edit, expected) => {
    expect(found(reviewOf(edit), 'network-opened')).toEqual(expected);
  });

  test('an instance that becomes public', () => {
    const review = reviewOfStack('platform-prod', (stack) => {
      stack.resource.aws_db_instance['shared-instance'].publicly_accessible = true;
    });
    expect(found(review, 'network-opened')).toEqual([
      'danger –/prod: The RDS instance aws_db_instance.shared-instance of the platform in prod becomes reachable from the internet.',
    ]);
  });
});
