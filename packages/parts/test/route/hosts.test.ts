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
