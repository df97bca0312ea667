import { exampleFleet, type SynthesisedFleet } from '@goldenpath/testing/example-fleet';
import { openFleet, ROOT } from '@goldenpath/testing/fleet';
import { seedTable, seedTree } from '@goldenpath/testing/seed-lines';
import { describeParameters } from '@goldenpath/testing/seed-parameters';
import { complaintsAbout } from '@goldenpath/testing/written-fleet';
import { PARAMETERS, TREE } from './seed-003';

// Seed 003, "How It Works: Backend App + RDS Request Flow": its request and its files. The example fleet's orders-api
// stands for it; the database and its secret are in seed-003-database.test.ts.

const REQUEST = {
  kind: 'backend-app-rds',
  name: 'user-service',
  description: 'Handles user authentication',
  owner: 'platform-team',
  database: { name: 'users_db', username: 'users_app_user' },
};
const ROWS = seedTree(160, TREE);
const rowOf = (path: string) => ROWS.find((row) => row.path === path)?.title;

let fleet: SynthesisedFleet;
beforeAll(async () => {
  fleet = await exampleFleet();
});

describe('The Composite Pattern: ONE form submission triggers TWO parallel outcomes', () => {
  it('line 113: | **Infrastructure** | … | Database + credentials in AWS |', () => {
    const { aws_secretsmanager_secret, aws_db_instance } = fleet.resources('app-orders-api-prod');
    expect(aws_secretsmanager_secret?.['secret']).toHaveProperty('name', 'goldenpath/prod/orders_db/postgres');
    expect(aws_db_instance?.['instance']).toHaveProperty('engine', 'postgres');
  });

  it('line 114: | **Application** | … | GitHub repo with pre-wired code |', () => {
    expect(fleet.resources('app-orders-api')['github_repository']?.['repository']).toHaveProperty('name', 'orders-api');
    expect(fleet.manifestPaths('orders-api')).toContain('deploy/base/deployment.yaml');
  });
});

describe('Parameters', () => {
  const [name, database, username, owner, environment] = seedTable(149, PARAMETERS);
  describeParameters(REQUEST, [
    {
      row: name,
      field: 'name',
      example: 'user-service',
      alsoTaken: ['ab', 'a-1-b2c'],
      refused: ['User', 'user_service', 'user--service', '-a', 'a-', 'a.b', 'a b', '../x'],
    },
    {
      row: database,
      field: 'database.name',
      example: 'users_db',
      alsoTaken: ['abc', 'a1_', 'x'.repeat(63)],
      refused: ['ab', '1users', '_users', 'Users', 'users-db', 'x'.repeat(64), 'users; DROP DATABASE postgres', ''],
    },
    {
      row: username,
      field: 'database.username',
      example: 'users_app_user',
      alsoTaken: ['abc', 'x'.repeat(31)],
      refused: ['ab', '1app', 'App', 'app-user', 'x'.repeat(32), "app' --", ''],
    },
    {
      row: owner,
      field: 'owner',
      example: 'platform-team',
      alsoTaken: ['app-team', 'data-team', 'security-team'],
      refused: ['user:platform-team', 'Platform-Team'],
    },
    {
      row: environment,
      field: 'environments',
      example: ['dev'],
      alsoTaken: [['test'], ['staging'], ['prod'], ['dev', 'test', 'staging', 'prod']],
      refused: [['qa'], ['Dev'], []],
    },
  ]);

  it(`${name?.title} – a Service and an RDS instance cannot start with a digit, which the pattern allows`, async () => {
    expect(await complaintsAbout({ ...REQUEST, name: '1up' })).toEqual([
      expect.stringMatching(/^name-starts-with-digit: /),
    ]);
  });
});

describe('Output Repository Structure', () => {
  it(`${rowOf('deploy/base/kustomization.yaml')}`, () => {
    expect(fleet.manifest('orders-api', 'base/kustomization.yaml')).toHaveProperty('resources', [
      'deployment.yaml',
      'service.yaml',
      'externalsecret.yaml',
    ]);
  });

  it(`${rowOf('deploy/base/deployment.yaml')}`, () => {
    expect(fleet.manifest('orders-api', 'base/deployment.yaml')).toHaveProperty(
      'spec.template.spec.containers.0.envFrom',
      expect.arrayContaining([{ secretRef: { name: 'orders-api-db-creds' } }]),
    );
  });

  it(`${rowOf('deploy/base/service.yaml')}`, () => {
    const service = fleet.manifest('orders-api', 'base/service.yaml');
    expect(service).toHaveProperty('spec.type', 'ClusterIP');
    expect(service).toHaveProperty('spec.ports', [expect.objectContaining({ port: 80, targetPort: 8080 })]);
  });

  it(`${rowOf('deploy/base/externalsecret.yaml')} – contract 3: each overlay says its own environment’s path`, () => {
    expect(fleet.manifest('orders-api', 'base/externalsecret.yaml')).toMatchObject({ kind: 'ExternalSecret' });
    expect(JSON.stringify(fleet.manifest('orders-api', 'base/externalsecret.yaml'))).not.toContain('/postgres');
  });

  const overlays = ROWS.filter(({ path }) => /^deploy\/overlays\/.+/.test(path)).map(({ title, path }) => {
    const [, logLevel = '', tls = ''] = /LOG_LEVEL=(\w+), (no TLS|TLS \w+)/.exec(title) ?? [];
    return { title, environment: path.split('/')[2] ?? '', logLevel, tls };
  });
  it.each(overlays)('$title', ({ environment, logLevel, tls }) => {
    const folder = `overlays/${environment}`;
    expect(fleet.manifest('orders-api', `${folder}/configmap.yaml`)).toMatchObject({
      data: { APP_ENV: environment, LOG_LEVEL: logLevel },
    });
    const ingress = fleet.manifest('orders-api', `${folder}/ingress.yaml`);
    const issuer = ['metadata', 'annotations', 'cert-manager.io/cluster-issuer'];
    if (tls === 'no TLS') expect(ingress).not.toHaveProperty('spec.tls');
    else expect(ingress).toHaveProperty('spec.tls.0.secretName', 'orders-api-tls');
    if (tls === 'no TLS') expect(ingress).not.toHaveProperty(issuer);
    else expect(ingress).toHaveProperty(issuer, `letsencrypt-${tls.replace('TLS ', '')}`);
  });
});

describe('CI/CD Integration (GOV-0012)', () => {
  const repository = () => fleet.resources('app-orders-api');

  it('line 191: uses: mikeybeezy/goldenpath-idp-infra/.github/workflows/_build-and-release.yml@main', async () => {
    const { loaded } = await openFleet(ROOT);
    expect(loaded.platform.delivery.workflow).toBe(
      'mikeybeezy/goldenpath-idp-infra/.github/workflows/_build-and-release.yml@main',
    );
  });

  it('line 193: ecr_repository: ${{ values.component_id }}', () => {
    expect(repository()['aws_ecr_repository']?.['registry']).toHaveProperty('name', 'orders-api');
    expect(repository()['github_actions_variable']?.['variable-ECR_REPOSITORY']).toMatchObject({
      variable_name: 'ECR_REPOSITORY',
      value: 'orders-api',
    });
  });

  it('line 195: AWS_ROLE_ARN: ${{ secrets.AWS_ROLE_ARN }} – contract 4: a variable, since a role’s name is no secret', () => {
    const { name } = fleet.resource('app-orders-api', 'aws_iam_role', 'push-role');
    expect(repository()['github_actions_variable']?.['variable-AWS_ROLE_ARN']).toMatchObject({
      variable_name: 'AWS_ROLE_ARN',
      value: `arn:aws:iam::123456789012:role/${String(name)}`,
    });
  });
});
