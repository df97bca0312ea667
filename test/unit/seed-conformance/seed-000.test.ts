import { exampleFleet, look, type SynthesisedFleet } from '@goldenpath/testing/example-fleet';
import { seedTable } from '@goldenpath/testing/seed-lines';
import { describeParameters } from '@goldenpath/testing/seed-parameters';
import { openWritten } from '@goldenpath/testing/written-fleet';

// Seed 000, "How It Works: Stateless App Request Flow", line by line. The example fleet's user-service is its example.

const PARAMETERS = seedTable(
  57,
  `
| **Name** (\`component_id\`) | Unique identifier for your service. | \`user-service\` |
| **Description** | Human-readable purpose. | "Handles user authentication" |
| **Owner** | The team responsible for this service. | \`platform-team\` |
| **Environment** | Initial target environment. | \`dev\` |
| **Replicas** | Initial pod count. | \`2\` |
| **Ingress** | Expose via Kong Gateway? | \`true\` |
`,
);
const [NAME, DESCRIPTION, OWNER, ENVIRONMENT, REPLICAS, INGRESS] = PARAMETERS;

const REQUEST = {
  kind: 'stateless-app',
  name: 'user-service',
  description: 'Handles user authentication',
  owner: 'platform-team',
};

let fleet: SynthesisedFleet;
beforeAll(async () => {
  fleet = await exampleFleet();
});

describe('The Goal', () => {
  it('line 23: *   **Input**: A developer requests a new app via Backstage (Name, Description, Owner).', async () => {
    const { app, inEnvironment } = look((await openWritten([REQUEST])).facts);
    expect(app('user-service').environments.map(({ environment }) => environment)).toEqual([
      'dev',
      'test',
      'staging',
      'prod',
    ]);
    expect(inEnvironment('user-service', 'dev').workload).toMatchObject({ controller: 'Deployment', replicas: 1 });
  });

  it('line 27: *   **Manifests**: Kustomize-based Deployment, Service, and Ingress (Kong).', () => {
    expect(fleet.manifest('user-service', 'base/kustomization.yaml')).toMatchObject({
      kind: 'Kustomization',
      resources: ['deployment.yaml', 'service.yaml'],
    });
    expect(fleet.manifest('user-service', 'base/deployment.yaml')).toMatchObject({ kind: 'Deployment' });
    expect(fleet.manifest('user-service', 'base/service.yaml')).toMatchObject({
      kind: 'Service',
      spec: { type: 'ClusterIP', ports: [{ port: 80, targetPort: 8080 }] },
    });
    expect(fleet.manifest('user-service', 'overlays/dev/ingress.yaml')).toMatchObject({
      kind: 'Ingress',
      spec: { ingressClassName: 'kong' },
    });
  });

  it('line 29: *   **Live URL**: An automatically configured ingress endpoint (e.g., `my-app.dev.goldenpathidp.io`).', async () => {
    const { object } = look((await openWritten([{ ...REQUEST, name: 'my-app' }])).facts);
    expect(object('my-app', 'dev', 'Ingress')).toHaveProperty('spec.rules.0.host', 'my-app.dev.goldenpathidp.io');
  });
});

describe('The Workflow', () => {
  it('line 43: Scaffolder->>GitHub: Create Repository "my-app"', () => {
    const { github_repository } = fleet.resources('app-user-service');
    expect(github_repository?.['repository']).toMatchObject({
      name: 'user-service',
      description: 'Handles user authentication',
      topics: ['idp-managed', 'python', 'team-platform-team'],
    });
  });

  it('line 48: GitHub Actions->>ECR: Push Image', () => {
    expect(fleet.resource('app-user-service', 'aws_ecr_repository', 'registry')).toMatchObject({
      name: 'user-service',
    });
    const { policy } = fleet.resource('app-user-service', 'aws_iam_role_policy', 'push-role-policy');
    expect(policy).toContain('ecr:PutImage');
    expect(policy).toContain('repository/user-service');
  });

  it('line 49: GitHub Actions->>ArgoCD: Sync "my-app"', () => {
    expect(fleet.app('user-service').repository?.topics).toContain('idp-managed');
    expect(fleet.app('user-service').manifestsPath).toBe('apps/user-service/deploy');
  });

  it('line 50: ArgoCD->>EKS: Deploy Pods + Ingress', () => {
    expect(fleet.object('user-service', 'dev', 'Deployment')).toBeDefined();
    expect(fleet.object('user-service', 'dev', 'Ingress')).toBeDefined();
  });
});

describe('Parameters', () => {
  describeParameters(REQUEST, [
    {
      row: NAME,
      field: 'name',
      example: 'user-service',
      alsoTaken: ['ab', 'a1-b2', 'x'.repeat(50)],
      refused: ['User-Service', 'user_service', 'user--service', '-user', 'user-', 'a', 'x'.repeat(51), ''],
    },
    {
      row: DESCRIPTION,
      field: 'description',
      example: 'Handles user authentication',
      alsoTaken: ['x', 'x'.repeat(350)],
      refused: ['', 'x'.repeat(351), 'two\nlines'],
    },
    {
      row: OWNER,
      field: 'owner',
      example: 'platform-team',
      alsoTaken: ['app-team'],
      refused: ['nobody', 'Platform-Team'],
    },
    {
      row: ENVIRONMENT,
      field: 'environments',
      example: ['dev'],
      alsoTaken: [['test'], ['staging'], ['prod'], ['dev', 'prod']],
      refused: [['qa'], [], ['dev', 'dev']],
    },
    { row: REPLICAS, field: 'replicas', example: 2, alsoTaken: [1, 10], refused: [0, 11, 1.5, '2', -1] },
    { row: INGRESS, field: 'ingress', example: true, alsoTaken: [false], refused: ['yes', 1] },
  ]);

  it(`${NAME?.title} – is the name of everything`, () => {
    expect(fleet.object('user-service', 'dev', 'Deployment')).toHaveProperty('metadata.name', 'user-service');
    expect(fleet.object('user-service', 'dev', 'Service')).toHaveProperty('metadata.name', 'user-service');
  });

  it(`${OWNER?.title} – owns objects, repository and registry`, () => {
    expect(fleet.object('user-service', 'dev', 'Deployment')).toHaveProperty('metadata.labels.owner', 'platform-team');
    const { aws_ecr_repository, github_team_repository } = fleet.resources('app-user-service');
    expect(aws_ecr_repository?.['registry']).toHaveProperty('tags.owner', 'platform-team');
    expect(Object.keys(github_team_repository ?? {})).toContain('access-platform-team');
  });

  it(`${REPLICAS?.title} – is the number of pods`, () => {
    expect(fleet.object('user-service', 'dev', 'Deployment')).toHaveProperty('spec.replicas', 2);
  });

  it(`${INGRESS?.title} – \`false\` leaves it inside the cluster`, async () => {
    const { object, manifestPaths } = look((await openWritten([{ ...REQUEST, ingress: false }])).facts);
    expect(object('user-service', 'dev', 'Ingress')).toBeUndefined();
    expect(manifestPaths('user-service').filter((path) => path.includes('ingress'))).toEqual([]);
  });
});

describe('Troubleshooting', () => {
  it('line 96: If you need persistence, consider the **Stateful App** path or request an **RDS Database** separately', () => {
    expect(fleet.app('my-redis').kind).toBe('stateful-app');
    expect(fleet.app('reporting-db').kind).toBe('rds-database');
    expect(fleet.inEnvironment('user-service', 'dev')).not.toHaveProperty('storage');
    expect(fleet.inEnvironment('user-service', 'dev')).not.toHaveProperty('database');
  });
});
