import { type Edit, found, reviewOf } from '@goldenpath/testing/reviews';
import type { Draft } from '@goldenpath/testing/comparisons';

/** A PostgreSQL on a volume, in prod alone. */
const withStore: Edit = ({ apps }) => {
  apps['testdb'] = {
    kind: 'stateful-app',
    name: 'testdb',
    description: 'PostgreSQL on a volume, with lost+found in it',
    owner: 'data-team',
    environments: ['prod'],
    image: 'postgres:17.10',
    port: 5432,
    runAsUser: 999,
    ingress: false,
    storage: { size: '5Gi', mountPath: '/var/lib/postgresql/data' },
    env: { PGDATA: '/var/lib/postgresql/data/pgdata', POSTGRES_HOST_AUTH_METHOD: 'trust' },
    args: ['-c', 'unix_socket_directories=/tmp'],
  };
};

const storeFrom =
  (edit: (store: Draft) => void): Edit =>
  ({ apps }) =>
    edit(apps['testdb']);
const image = (reference: string) => storeFrom((store) => (store.image = reference));

const ON = 'on the volumes of testdb in prod.';

describe('S14: the data of a store is at risk', () => {
  const cases: readonly [string, Edit, readonly string[]][] = [
    [
      'with another major version',
      image('postgres:18.4'),
      [`danger testdb/prod: postgres:18.4 may not read the data of another major version, postgres:17.10, ${ON}`],
    ],
    [
      'with an older major version',
      image('postgres:16.4-alpine'),
      [
        `danger testdb/prod: postgres:16.4-alpine may not read the data of another major version, postgres:17.10, ${ON}`,
      ],
    ],
    [
      'with another program',
      image('percona/postgres:17.10'),
      [`danger testdb/prod: percona/postgres:17.10 may not read what another program wrote: postgres:17.10, ${ON}`],
    ],
    [
      'with an older version of the same major version',
      image('postgres:17.9'),
      [`warning testdb/prod: postgres:17.9 may not read the data of the newer postgres:17.10, ${ON}`],
    ],
    [
      'where versions cannot be compared',
      image(`postgres@sha256:${'a'.repeat(64)}`),
      [
        `warning testdb/prod: postgres@sha256:${'a'.repeat(64)} may be another major version than postgres:17.10, ${ON}`,
      ],
    ],
    [
      'at another mount path',
      storeFrom((store) => (store.storage.mountPath = '/var/lib/postgresql')),
      [
        `danger testdb/prod: The data moves from /var/lib/postgresql/data to /var/lib/postgresql, where the program may not look, ${ON}`,
      ],
    ],
    [
      'with another user',
      storeFrom((store) => (store.runAsUser = 70)),
      [`danger testdb/prod: User 70 may not read the files of user 999, ${ON}`],
    ],
  ];

  test.each(cases)('%s', (_, edit, expected) => {
    expect(found(reviewOf(edit, withStore), 'data-at-risk')).toEqual(expected);
  });

  test('and blocks until it is accepted with a reason', () => {
    const upgrade = image('postgres:18.4');
    expect(reviewOf(upgrade, withStore).verdict.blocked).toBe(true);
    const accepted = reviewOf((draft) => {
      upgrade(draft);
      draft.apps['testdb'].accept = [{ rule: 'data-at-risk', reason: 'Tried pg_upgrade on a copy of the volume' }];
    }, withStore);
    expect(accepted.findings.find(({ rule }) => rule === 'data-at-risk')?.overridden).toBe(
      'Tried pg_upgrade on a copy of the volume',
    );
  });
});

describe('the data of a store is not at risk', () => {
  const cases: readonly [string, Edit][] = [
    ['with a newer version of the same major version', image('postgres:17.11')],
    ['with a tag that names fewer numbers', image('postgres:17')],
    ['with the digest of the same version', image(`postgres:17.10@sha256:${'a'.repeat(64)}`)],
    ['when it leaves: that is another finding', ({ apps }) => delete apps['testdb']],
    ['when it is larger', storeFrom((store) => (store.storage.size = '6Gi'))],
  ];

  test.each(cases)('%s', (_, edit) => {
    expect(found(reviewOf(edit, withStore), 'data-at-risk')).toEqual([]);
  });

  test('without a volume', () => {
    const withApp: Edit = ({ apps }) => {
      apps['proxy'] = {
        kind: 'stateless-app',
        name: 'proxy',
        description: 'Proxy',
        owner: 'app-team',
        image: 'nginx:1.29',
      };
    };
    const review = reviewOf(({ apps }) => (apps['proxy'].image = 'nginx:2.0'), withApp);
    expect(found(review, 'data-at-risk')).toEqual([]);
  });
});
