import { join } from 'node:path';
import { renderApp } from '@goldenpath/manifests';
import { builtInRegistry } from '@goldenpath/parts';
import { refusals } from '@goldenpath/testing/access/admission';
import { platformIn } from '@goldenpath/testing/access/cluster';
import { openFleet, ROOT, type TestFleet } from '@goldenpath/testing/fleet';
import { testFolder } from '@goldenpath/testing/folders';
import { at } from '@goldenpath/testing/rendered/objects';

const NETWORK = '{ vpcId: vpc-0d0e0f10, subnetIds: [subnet-0d0e0f10, subnet-0d0e0f11], clientCidrs: [10.0.0.0/16] }';
const PLATFORM = `organisation: example
domain: example.test
aws: { accountId: "123456789012", region: eu-west-2 }
teams: [shop, data]
kubernetes: { namespace: "{team}-{environment}" }
previews: { from: dev }
environments:
  - { name: dev, logLevel: debug, host: "{app}.dev.{domain}", databases: { network: ${NETWORK}, sizes: [small] } }
  - { name: prod, logLevel: warn, host: "{app}.{domain}", databases: { network: ${NETWORK} } }
delivery: { workflow: example/platform/.github/workflows/_build-and-release.yml@main }
`;
const app = (kind: string, name: string, owner: string, more: string) =>
  `kind: ${kind}\nname: ${name}\ndescription: It works\nowner: ${owner}\n${more}`;

let fleet: TestFleet;

beforeAll(async () => {
  fleet = await openFleet(
    testFolder({
      'platform.yaml': PLATFORM,
      'apps/orders/app.yaml': app(
        'backend-app-rds',
        'orders',
        'shop',
        'preview: true\nsecrets:\n  SESSION_KEY: {}\n  PARTNER: { name: "partner/{environment}/api", key: token }\ndatabase: { name: orders_db, username: orders_app }\n',
      ),
      'apps/orders-pr-12/app.yaml': app('stateless-app', 'orders-pr-12', 'shop', 'preview: true\n'),
      'apps/numbers/app.yaml': app(
        'backend-app-rds',
        'numbers',
        'data',
        'database: { name: numbers_db, username: numbers_app }\n',
      ),
    }),
  );
});

/** An ExternalSecret with a spec besides its store. */
function external(namespace: string, spec: Readonly<Record<string, unknown>>) {
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name: 'mine', namespace },
    spec: { secretStoreRef: { kind: 'ClusterSecretStore', name: 'aws-secrets-manager' }, ...spec },
  };
}

const reading = (key: string) => ({ data: [{ secretKey: 'A', remoteRef: { key } }] });
const extracting = (key: string) => ({ dataFrom: [{ extract: { key } }] });

test.each<[boolean, string, string, Readonly<Record<string, unknown>>]>([
  [true, 'shop-dev', 'its database', reading('goldenpath/dev/orders_db/postgres')],
  [true, 'shop-dev', 'all keys of its database', extracting('goldenpath/dev/orders_db/postgres')],
  [true, 'shop-dev', 'its secret', reading('goldenpath/dev/orders/secrets/session_key')],
  [true, 'shop-dev', 'the secret that its spec names', reading('partner/dev/api')],
  [true, 'data-dev', 'its database', reading('goldenpath/dev/numbers_db/postgres')],
  [false, 'shop-dev', 'the database of another team', reading('goldenpath/dev/numbers_db/postgres')],
  [false, 'shop-dev', 'all keys of another team', extracting('goldenpath/dev/numbers_db/postgres')],
  [
    false,
    'shop-dev',
    'its own and one of another team',
    {
      ...reading('goldenpath/dev/orders_db/postgres'),
      ...extracting('goldenpath/dev/numbers_db/postgres'),
    },
  ],
  [false, 'data-dev', 'the secret of another team', reading('goldenpath/dev/orders/secrets/session_key')],
  [false, 'data-dev', 'the secret that another team names', reading('partner/dev/api')],
  [false, 'shop-dev', 'its database of another environment', reading('goldenpath/prod/orders_db/postgres')],
  [false, 'shop-dev', 'the master of the instance', reading('goldenpath/dev/rds/master')],
  [
    false,
    'shop-dev',
    'its database by an ARN',
    reading('arn:aws:secretsmanager:eu-west-2:123456789012:secret:goldenpath/dev/numbers_db/postgres-a1b2c3'),
  ],
  [false, 'shop-dev', 'a path with steps', reading('goldenpath/dev/orders_db/../numbers_db/postgres')],
  [false, 'shop-dev', 'whatever a search finds', { dataFrom: [{ find: { name: { regexp: '.*' } } }] }],
  [
    false,
    'shop-dev',
    'what a generator makes',
    { dataFrom: [{ sourceRef: { generatorRef: { kind: 'ClusterGenerator', name: 'ecr' } } }] },
  ],
  [
    false,
    'shop-dev',
    'a secret of another store',
    { data: [{ ...reading('goldenpath/dev/orders_db/postgres').data[0], sourceRef: { storeRef: { name: 'other' } } }] },
  ],
  [false, 'shop-dev', 'a secret of previews', reading('goldenpath/dev/orders_db_pr_12/postgres')],
])('%s: an ExternalSecret in %s reads %s', (isAllowed, namespace, _what, spec) => {
  const found = refusals(platformIn(fleet.facts, 'dev'), { object: external(namespace, spec) });
  expect(found.length === 0).toBe(isAllowed);
});

test.each([
  [true, 'preview-orders-pr-12', 'its database', 'goldenpath/dev/orders_db_pr_12/postgres'],
  [true, 'preview-orders-pr-12', 'the secret of the environment', 'goldenpath/dev/orders/secrets/session_key'],
  [false, 'preview-orders-pr-12', 'the database of another pull request', 'goldenpath/dev/orders_db_pr_1/postgres'],
  [false, 'preview-orders-pr-12', 'the database of the environment', 'goldenpath/dev/orders_db/postgres'],
  [false, 'preview-orders-pr-12', 'the database of another team', 'goldenpath/dev/numbers_db/postgres'],
  [
    false,
    'preview-orders-pr-12-pr-3',
    'the secret of an application whose name begins alike',
    'goldenpath/dev/orders/secrets/session_key',
  ],
])('%s: an ExternalSecret of the preview %s reads %s', (isAllowed, namespace, _what, path) => {
  const request = { object: external(namespace, reading(path)), namespaceLabels: { 'preview-of': 'orders' } };
  expect(refusals(platformIn(fleet.facts, 'dev'), request).length === 0).toBe(isAllowed);
});

test('a refusal says which path no spec reads', () => {
  const object = external('shop-dev', reading('goldenpath/dev/numbers_db/postgres'));
  expect(refusals(platformIn(fleet.facts, 'dev'), { object })).toEqual([
    'No spec of an application in shop-dev reads goldenpath/dev/numbers_db/postgres of the secret store. Name it under `secrets` of the spec.',
  ]);
});

test('the operator can remove its finalizer from an ExternalSecret that may not read its secret any more', () => {
  const oldObject = external('shop-dev', reading('goldenpath/dev/gone_db/postgres'));
  const object = { ...oldObject, metadata: { ...oldObject.metadata, finalizers: [] } };
  expect(refusals(platformIn(fleet.facts, 'dev'), { object, oldObject })).toEqual([]);
  const other = external('shop-dev', reading('goldenpath/dev/numbers_db/postgres'));
  expect(refusals(platformIn(fleet.facts, 'dev'), { object: other, oldObject })).toHaveLength(1);
});

test('a namespace with more paths than one expression can have allows each of them', () => {
  const [cluster] = fleet.facts.platform.clusters;
  if (cluster === undefined) throw new Error('There is no cluster.');
  const secretPaths = Array.from({ length: 4000 }, (_, index) => `partner/${'long'.repeat(5)}/${index}`);
  const clusters = [
    { ...cluster, namespaces: [{ name: 'shop-dev', teams: [], quota: cluster.namespaces[0]!.quota, secretPaths }] },
  ];
  const objects = platformIn({ ...fleet.facts, platform: { ...fleet.facts.platform, clusters } }, 'dev');
  const policy = objects.find(({ metadata }) => metadata.name === 'secrets-of-shop-dev');
  const variables = at(policy, 'spec.variables') as { expression: string }[];
  expect(variables.every(({ expression }) => expression.length < 100_000)).toBe(true);
  for (const path of [secretPaths[0], secretPaths[3999]])
    expect(refusals(objects, { object: external('shop-dev', reading(path ?? '')) })).toEqual([]);
  expect(refusals(objects, { object: external('shop-dev', reading('partner/other')) })).toHaveLength(1);
});

test.each([
  ['the example fleet', ROOT],
  ['examples/acme', join(ROOT, 'examples/acme')],
  ['examples/kind', join(ROOT, 'examples/kind')],
  ['the fleet of every part', join(ROOT, 'test/unit/every-part')],
])('every ExternalSecret of %s is admitted', async (_name, folder) => {
  const { facts } = await openFleet(folder);
  for (const { name, environments } of facts.apps)
    for (const here of environments) {
      const objects = platformIn(facts, here.environment);
      const secrets = renderApp(name, here, builtInRegistry).filter(({ kind }) => kind === 'ExternalSecret');
      for (const object of secrets) expect(refusals(objects, { object })).toEqual([]);
    }
});

test('secrets that are sealed in Git need no policy', async () => {
  const { facts } = await openFleet(join(ROOT, 'examples/kind'));
  expect(platformIn(facts, 'dev').map(({ kind }) => kind)).not.toContain('ValidatingAdmissionPolicy');
});
