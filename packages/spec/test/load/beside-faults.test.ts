import { builtInRegistry } from '@goldenpath/parts';
import { parseYaml } from '../../src/document/yaml-document';
import { checkApp } from '../../src/load/app';
import { type DatabaseSize, resolvePlatform, type WrittenPlatform } from '@goldenpath/spec';

const databases = {
  network: { vpcId: 'vpc-00000000', subnetIds: ['subnet-00000000', 'subnet-00000001'], clientCidrs: ['10.0.0.0/8'] },
};
const WRITTEN: WrittenPlatform = {
  organisation: 'acme',
  domain: 'acme.io',
  aws: { accountId: '123456789012', region: 'eu-west-2' },
  teams: ['app-team'],
  environments: [
    {
      name: 'dev',
      logLevel: 'debug',
      host: '{app}.dev.{domain}',
      mutableTags: true,
      databases: { ...databases, sizes: ['small'] as DatabaseSize[] },
    },
    {
      name: 'prod',
      logLevel: 'warn',
      host: '{app}.{domain}',
      databases: { ...databases, minimumBackupRetentionDays: 14 },
    },
  ],
  delivery: { workflow: 'a/b/c.yml@main' },
};

function rulesBroken(fields: string): string[] {
  const document = parseYaml('apps/shop/app.yaml', `name: shop\ndescription: A shop\nowner: app-team\n${fields}`);
  if ('diagnostic' in document) throw new Error(document.diagnostic.message);
  const { app, diagnostics } = checkApp(
    { folder: 'shop', document, trust: 'data' },
    resolvePlatform(WRITTEN),
    builtInRegistry,
  );
  expect(app).toBeUndefined();
  return diagnostics.map(({ rule }) => rule);
}

const DATABASE = 'kind: backend-app-rds\ndatabase: { name: shop_db, username: shop_app';

test.each([
  ['an unknown field', 'kind: stateless-app\nreplica: 2\nport: 80\n', ['unknown-field', 'privileged-port']],
  [
    'a text for a number',
    'kind: stateless-app\nreplicas: two\nenv: { APP_ENV: x }\n',
    ['wrong-type', 'variable-taken'],
  ],
  ['a bad item of a list', 'kind: stateless-app\nargs: [1]\nimage: nginx\n', ['wrong-type', 'image-without-version']],
  ['a bad name of a variable', 'kind: stateless-app\nenv: { lo-er: x, APP_ENV: y }\n', ['bad-name', 'variable-taken']],
  [
    'a fault in one environment',
    'kind: stateless-app\nport: 80\noverrides: { prod: { replicas: no } }\n',
    ['wrong-type', 'privileged-port'],
  ],
  ['a misspelt kind', 'kind: stateles-app\nport: 80\n', ['unknown-kind', 'privileged-port']],
])('%s does not hide what else is wrong', (_, fields, rules) => {
  expect(rulesBroken(fields).sort()).toEqual([...rules].sort());
});

test.each([
  ['a missing part', 'kind: stateful-app\n', ['missing-field']],
  ['a missing field of a part', 'kind: stateful-app\nstorage: { size: 1Gi }\n', ['missing-field']],
  [
    'a bad image, without which the port would be privileged',
    'kind: stateless-app\nimage: "No!"\nport: 80\n',
    ['bad-format'],
  ],
  ['a bad risk, which decides how long backups are kept', `${DATABASE} }\nrisk: lowest\n`, ['not-a-choice']],
  ['a bad number of days', `${DATABASE}, backupRetentionDays: "30" }\nrisk: low\n`, ['wrong-type']],
  [
    'a bad number of days in one environment',
    `${DATABASE} }\nrisk: low\noverrides: { prod: { database: { backupRetentionDays: 99 } } }\n`,
    ['out-of-range'],
  ],
  ['environments that are none', `${DATABASE}, size: large }\nenvironments: prod\n`, ['wrong-type']],
  ['a list with a bad item', 'kind: stateless-app\nenvironments: [prod, 1]\noverrides: { dev: {} }\n', ['wrong-type']],
])('%s is not told a second time by what follows from it', (_, fields, rules) => {
  expect(rulesBroken(fields)).toEqual(rules);
});
