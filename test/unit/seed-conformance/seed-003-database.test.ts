import { exampleFleet, type SynthesisedFleet } from '@goldenpath/testing/example-fleet';
import { seedTable } from '@goldenpath/testing/seed-lines';
import { COMPARISON } from './seed-003';

// Seed 003, "How It Works: Backend App + RDS Request Flow": its database, its secret, and its comparison of the kinds.

const ENVIRONMENTS = ['dev', 'test', 'staging', 'prod'].map((environment) => ({
  environment,
  path: `goldenpath/${environment}/orders_db/postgres`,
  stack: `app-orders-api-${environment}`,
}));

/** In the cluster, the variable; in Secrets Manager, the property. */
const KEYS = [
  { line: 95, variable: 'DB_HOST', property: 'host', at: 129 },
  { line: 96, variable: 'DB_PORT', property: 'port', at: 130 },
  { line: 97, variable: 'DB_NAME', property: 'dbname', at: 131 },
  { line: 98, variable: 'DB_USER', property: 'username', at: 132 },
  { line: 99, variable: 'DB_PASS', property: 'password', at: 133 },
];

interface ExternalSecret {
  readonly apiVersion: string;
  readonly spec: {
    readonly refreshInterval: string;
    readonly secretStoreRef: { readonly name: string; readonly kind: string };
    readonly target: { readonly name: string };
    readonly data: readonly { readonly secretKey: string; readonly remoteRef: { key: string; property: string } }[];
  };
}

let fleet: SynthesisedFleet;
beforeAll(async () => {
  fleet = await exampleFleet();
});

const secretIn = (environment: string) =>
  fleet.object('orders-api', environment, 'ExternalSecret', 'orders-api-db-creds') as unknown as ExternalSecret;

/** What the stack of an environment puts into the secret: the login, then the instance's address and the password, by their expressions. */
function secretContent(stack: string): { login: object; expressions: Record<string, string> } {
  const { input } = fleet.resource(stack, 'terraform_data', 'connection');
  const { secret_string_wo: content } = fleet.resource(stack, 'aws_secretsmanager_secret_version', 'secret-content');
  const expressions = [...String(content).matchAll(/"(\w+)" = ([\w.-]+)/g)].map(([, key, value]) => [key, value]);
  return { login: input as object, expressions: Object.fromEntries(expressions) as Record<string, string> };
}

describe('End-to-End Flow', () => {
  it.each(ENVIRONMENTS)(
    'lines 70–71: 1. terraform apply (creates Secrets Manager entry with credentials) – in $environment',
    ({ stack, path }) => {
      const { aws_secretsmanager_secret, aws_secretsmanager_secret_version } = fleet.resources(stack);
      expect(aws_secretsmanager_secret?.['secret']).toHaveProperty('name', path);
      expect(Object.keys(aws_secretsmanager_secret_version ?? {})).toHaveLength(1);
    },
  );

  it.each(ENVIRONMENTS)(
    'line 74: • Fetch master creds from SM – contract 4: RDS manages them itself, in $environment',
    ({ environment }) => {
      const shared = fleet.resources(`platform-${environment}`)['aws_db_instance']?.['shared-instance'];
      expect(shared).toHaveProperty('manage_master_user_password', true);
      expect(shared).not.toHaveProperty('password');
    },
  );

  it.each(ENVIRONMENTS)('line 75: • Connect to Platform RDS: one in $environment', ({ environment }) => {
    const shared = fleet.resources(`platform-${environment}`)['aws_db_instance']?.['shared-instance'];
    expect(shared).toMatchObject({ identifier: `goldenpath-idp-${environment}`, engine: 'postgres', port: 5432 });
  });

  it.each(ENVIRONMENTS)('line 92: goldenpath/{env}/{dbname}/postgres: $environment reads its own', (row) => {
    const { environment, path } = row;
    expect(new Set(secretIn(environment).spec.data.map(({ remoteRef }) => remoteRef.key))).toEqual(new Set([path]));
    const overlay = fleet.manifest('orders-api', `overlays/${environment}/externalsecret.yaml`) as ExternalSecret;
    expect(new Set(overlay.spec.data.map(({ remoteRef }) => remoteRef.key))).toEqual(new Set([path]));
  });

  it('line 92: {app}-db-creds', () => {
    expect(secretIn('dev').spec.target.name).toBe('orders-api-db-creds');
  });

  it('lines 91–93: envFrom: secretRef: {app}-db-creds', () => {
    expect(fleet.object('orders-api', 'dev', 'Deployment')).toHaveProperty(
      'spec.template.spec.containers.0.envFrom',
      expect.arrayContaining([{ secretRef: { name: 'orders-api-db-creds' } }]),
    );
  });

  it('line 94: refreshInterval:1h', () => {
    expect(secretIn('dev').spec.refreshInterval).toBe('1h');
  });

  it.each(KEYS)('line $line: • $variable', ({ variable, property }) => {
    for (const { environment } of ENVIRONMENTS) {
      const entry = secretIn(environment).spec.data.find(({ secretKey }) => secretKey === variable);
      expect(entry?.remoteRef.property).toBe(property);
    }
  });

  it('lines 95–99: Keys – these and no others', () => {
    expect(secretIn('dev').spec.data.map(({ secretKey }) => secretKey)).toEqual(KEYS.map(({ variable }) => variable));
  });
});

describe('Secret Contract (Zero-Touch)', () => {
  it('line 120: We use **External Secrets Operator** (ESO) – contract 3: its v1, from the platform’s store', () => {
    expect(secretIn('dev').apiVersion).toBe('external-secrets.io/v1');
    expect(secretIn('dev').spec.secretStoreRef).toEqual({ name: 'aws-secrets-manager', kind: 'ClusterSecretStore' });
  });

  it.each(KEYS)('line $at: • $property', ({ property }) => {
    for (const { stack } of ENVIRONMENTS) {
      const { login, expressions } = secretContent(stack);
      if (property === 'password') expect(expressions[property]).toMatch(/^ephemeral\./);
      else if (property in login) expect(expressions).not.toHaveProperty(property);
      else expect(expressions[property]).toMatch(/^(data\.)?aws_db_instance\./);
    }
  });

  it('lines 131–132: • dbname • username – are those of the spec', () => {
    expect(secretContent('app-orders-api-dev').login).toMatchObject({
      dbname: 'orders_db',
      username: 'orders_app_user',
    });
  });

  it('line 133: • password – contract 4: is in nothing that Terraform keeps', () => {
    for (const { stack } of ENVIRONMENTS) {
      expect(secretContent(stack).login).not.toHaveProperty('password');
      expect(fleet.resources(stack)).not.toHaveProperty('random_password');
      expect(fleet.resources(stack)['aws_secretsmanager_secret_version']?.['secret-content']).not.toHaveProperty(
        'secret_string',
      );
    }
  });

  it.each(ENVIRONMENTS)('line 140: - AWS: `goldenpath/{environment}/{databaseName}/postgres`: $environment', (row) => {
    const { stack, path } = row;
    expect(fleet.resources(stack)['aws_secretsmanager_secret']?.['secret']).toHaveProperty('name', path);
  });

  it('line 141: - K8s: `{component_id}-db-creds`', () => {
    expect(secretIn('prod')).toHaveProperty('metadata.name', 'orders-api-db-creds');
  });
});

describe('RDS Provisioning Automation', () => {
  it('line 218: goldenpath/{env}/{app}/postgres – lines 126 and 140, and contract 4: it is the database’s name', () => {
    const { secret } = fleet.resources('app-reporting-db-prod')['aws_secretsmanager_secret'] ?? {};
    expect(secret).toHaveProperty('name', 'goldenpath/prod/reporting/postgres');
  });

  it('line 239: Auto-detect mode (standalone/coupled) – contract 1: `dedicated` and `shared`', () => {
    expect(fleet.inEnvironment('orders-api', 'dev').database?.instance).toEqual({
      mode: 'shared',
      identifier: 'goldenpath-idp-dev',
      port: 5432,
    });
    expect(fleet.inEnvironment('orders-api', 'prod').database?.instance.mode).toBe('dedicated');
    expect(fleet.resources('app-orders-api-dev')).not.toHaveProperty('aws_db_instance');
    expect(fleet.resources('app-orders-api-prod')).toHaveProperty('aws_db_instance');
  });
});

describe('Comparison: Golden Path Templates', () => {
  const [workload, state, durability, secrets, trigger] = seedTable(248, COMPARISON);
  const APPS = ['user-service', 'my-redis', 'orders-api'] as const;
  const ofEach = <Fact>(fact: (app: string) => Fact) => APPS.map((app) => fact(app));

  it(`${workload?.title}`, () => {
    const controllers = ofEach((app) => fleet.inEnvironment(app, 'prod').workload?.controller);
    expect(controllers).toEqual(workload?.cells.slice(1));
  });

  it(`${state?.title}`, () => {
    const states = ofEach((app) => {
      const { storage, database } = fleet.inEnvironment(app, 'prod');
      return [storage && 'EBS PVC', database && 'RDS PostgreSQL'].find((part) => part !== undefined) ?? 'None';
    });
    expect(states).toEqual(state?.cells.slice(1));
    expect(fleet.object('my-redis', 'prod', 'StatefulSet')).toHaveProperty('spec.volumeClaimTemplates.length', 1);
    expect(fleet.resources('app-orders-api-prod')['aws_db_instance']?.['instance']).toHaveProperty(
      'engine',
      'postgres',
    );
  });

  it(`${durability?.title} – contract 4: Multi-AZ in prod`, () => {
    const { spec } = fleet.object('my-redis', 'prod', 'StatefulSet') as unknown as {
      spec: { volumeClaimTemplates: { spec: { accessModes: string[] } }[] };
    };
    expect(spec.volumeClaimTemplates[0]?.spec.accessModes).toEqual(['ReadWriteOnce']);
    const instances = ['app-orders-api-prod', 'platform-prod'].flatMap((stack) =>
      Object.values(fleet.resources(stack)['aws_db_instance'] ?? {}),
    );
    expect(instances).toHaveLength(2);
    for (const instance of instances) expect(instance).toHaveProperty('multi_az', true);
  });

  it(`${secrets?.title}`, () => {
    const kinds = ofEach((app) => fleet.object(app, 'prod', 'ExternalSecret', `${app}-db-creds`)?.kind ?? 'None');
    expect(kinds).toEqual(secrets?.cells.slice(1));
  });

  it(`${trigger?.title} – here the stack that Terraform applies`, () => {
    const stacks = ofEach((app) => fleet.stackNames().filter((name) => name === `app-${app}-prod`).length);
    expect(stacks).toEqual(trigger?.cells.slice(1).map((cell) => (cell === 'None' ? 0 : 1)));
  });
});
