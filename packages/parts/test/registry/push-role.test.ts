import { addOrganisation, addPushRole } from '../../src/registry/stack/push-role';
import { addRegistry } from '../../src/registry/stack/registry';
import { workflowReference } from '../../src/registry/trust';
import { registryPart, TAGS } from '@goldenpath/testing/facts/cloud';
import { evaluateTrust, mintGithubToken, parsePolicy } from '@goldenpath/iam';
import { openFleet, ROOT } from '@goldenpath/testing/fleet';
import { testFolder } from '@goldenpath/testing/folders';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import type { RegistryPart } from '@goldenpath/parts';
import { configurationOf } from '../support/stack';

const EXAMPLE_PLATFORM = load(readFileSync(join(ROOT, 'platform.yaml'), 'utf8'));

function registryOf(app: unknown): RegistryPart {
  return (app as { registry: RegistryPart }).registry;
}

const AWS = { accountId: '123456789012', region: 'eu-west-2', partition: 'aws' };
const COMMON = { aws: AWS, tags: TAGS };

const { resource } = configurationOf((stack) =>
  addPushRole(stack, registryPart(), addRegistry(stack, registryPart(), TAGS), COMMON),
);

test('only workflows of this repository, on its default branch or in its environments, take the role', () => {
  const { assume_role_policy: trust, ...role } = resource['aws_iam_role']?.['push-role'] ?? {};
  expect(role).toEqual({
    name: 'orders-api-push',
    description: 'Pushes images to orders-api, from its workflows on GitHub',
    tags: TAGS,
  });
  expect(JSON.parse(String(trust))).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRoleWithWebIdentity',
        Principal: { Federated: 'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com' },
        Condition: {
          StringEquals: {
            'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
            'token.actions.githubusercontent.com:sub': [
              'repo:acme/orders-api:ref:refs/heads/main',
              'repo:acme/orders-api:environment:prod',
            ],
          },
        },
      },
    ],
  });
});

test('the role may push to this registry and log in, and nothing else', () => {
  const { policy, ...rest } = resource['aws_iam_role_policy']?.['push-role-policy'] ?? {};
  expect(rest).toEqual({
    name: 'push-images',
    role: '${aws_iam_role.push-role.name}',
    depends_on: ['aws_ecr_repository.registry'],
  });
  expect(JSON.parse(String(policy))).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: [
          'ecr:BatchCheckLayerAvailability',
          'ecr:BatchGetImage',
          'ecr:CompleteLayerUpload',
          'ecr:GetDownloadUrlForLayer',
          'ecr:InitiateLayerUpload',
          'ecr:PutImage',
          'ecr:UploadLayerPart',
        ],
        Resource: 'arn:aws:ecr:eu-west-2:123456789012:repository/orders-api',
      },
      { Effect: 'Allow', Action: ['ecr:GetAuthorizationToken'], Resource: '*' },
    ],
  });
});

function trustOf(part: RegistryPart): string {
  const stack = configurationOf((scope) => addPushRole(scope, part, addRegistry(scope, part, TAGS), COMMON));
  return String(stack.resource['aws_iam_role']?.['push-role']?.['assume_role_policy']);
}

/** The policy once Terraform knows the numbers. */
function policyOf(trust: string) {
  return parsePolicy(
    trust
      .replaceAll('${github_repository.repository.repo_id}', REPOSITORY.id)
      .replaceAll('${data.github_organization.organisation.id}', REPOSITORY.organisationId),
  );
}

const REPOSITORY = { organisation: 'goldenpath-idp', organisationId: '7', name: 'orders-api', id: '42' };
const DELIVERY = 'mikeybeezy/goldenpath-idp-infra/.github/workflows/_build-and-release.yml@refs/heads/main';

/** A fleet of one application with so many environments. */
function fleetOf(count: number, { image, region }: { image?: string; region?: string } = {}): string {
  const platform = JSON.parse(JSON.stringify(EXAMPLE_PLATFORM)) as {
    aws: { region: string };
    environments: { name: string }[];
  };
  if (region !== undefined) platform.aws.region = region;
  const [first] = platform.environments;
  platform.environments = Array.from({ length: count }, (_, index) => ({
    ...first,
    name: `e${index}`,
    host: '{app}.{environment}.{domain}',
    cluster: { name: `e${index}` },
  }));
  const app = { kind: 'stateless-app', name: 'web', description: 'x', owner: 'app-team', ...(image && { image }) };
  return testFolder({ 'platform.yaml': JSON.stringify(platform), 'apps/web/app.yaml': JSON.stringify(app) });
}

test('F14: 300 environments fit into the trust policy of their role', async () => {
  const opened = await openFleet(fleetOf(300));
  const part = registryOf(opened.facts.apps[0]);
  expect(part.pushRole.subjects).toEqual([
    'repo:goldenpath-idp@{organisation_id}/web@{repository_id}:ref:refs/heads/main',
    'repo:goldenpath-idp@{organisation_id}/web@{repository_id}:environment:*',
    'repo:goldenpath-idp/web:ref:refs/heads/main',
    'repo:goldenpath-idp/web:environment:*',
  ]);
  const trust = trustOf(part);
  expect(JSON.stringify(policyOf(trust)).length).toBeLessThanOrEqual(2048);
  // The delivery workflow, which is required as well, releases to the environments of the platform alone.
  const token = { repository: { ...REPOSITORY, name: 'web' }, ref: 'refs/heads/main', environment: 'e250' };
  expect(evaluateTrust(policyOf(trust), mintGithubToken({ ...token, workflow: DELIVERY }))).toBe('allowed');
  expect(evaluateTrust(policyOf(trust), mintGithubToken(token))).toBe('not-allowed');
});

test('F14: 300 environments are refused where a trust policy cannot name the workflow', async () => {
  const refused = openFleet(fleetOf(300, { region: 'cn-north-1' }));
  await expect(refused).rejects.toThrow(
    /^apps\/web\/app\.yaml:1:33: error: The 300 environments of "web" .*\[too-many-environments\]$/m,
  );
  await expect(refused).rejects.toThrow('IAM takes 2,048 characters (a quota that can be raised to 4,096)');
  await expect(refused).rejects.toThrow('List fewer `environments`');
  await expect(openFleet(fleetOf(300, { region: 'cn-north-1', image: 'nginx:1.29' }))).resolves.toBeDefined();
});

test('the most environments that can be listed are each named, within what IAM takes', async () => {
  let most: RegistryPart | undefined;
  for (let count = 5; count < 60; count++) {
    const opened = await openFleet(fleetOf(count)).catch(() => undefined);
    if (opened === undefined) break;
    const part = registryOf(opened.facts.apps[0]);
    if (part.pushRole.subjects.some((subject) => subject.includes('*'))) break;
    most = part;
  }
  const part = most ?? registryPart();
  const trust = trustOf(part);
  expect(part.pushRole.subjects.length).toBeGreaterThan(20);
  expect(JSON.stringify(policyOf(trust)).length).toBeLessThanOrEqual(2048);
  expect(trust).not.toContain('*');
});

describe('B01: without a number of the organisation in the platform file', () => {
  const part = fleetFacts();

  test('the role trusts repositories of today and older ones, and the stack asks GitHub for the number', async () => {
    const { pushRole } = await part;
    const stack = configurationOf((scope) => addOrganisation(scope, registryPart({ pushRole }), 'goldenpath-idp'));
    expect(stack.data?.['github_organization']?.['organisation']).toEqual({
      name: 'goldenpath-idp',
      summary_only: true,
    });
    const policy = policyOf(trustOf(registryPart({ pushRole })));
    const job = { repository: REPOSITORY, ref: 'refs/heads/main', environment: 'prod', workflow: DELIVERY };
    expect(evaluateTrust(policy, mintGithubToken(job))).toBe('allowed');
    expect(evaluateTrust(policy, mintGithubToken({ ...job, form: 'names' }))).toBe('allowed');
    const successor = { ...REPOSITORY, id: '43' };
    expect(evaluateTrust(policy, mintGithubToken({ ...job, repository: successor }))).toBe('not-allowed');
  });

  test('I2: only the delivery workflow of the platform gets the role, on its protected branch', async () => {
    const { pushRole } = await part;
    const policy = policyOf(trustOf(registryPart({ pushRole })));
    const job = { repository: REPOSITORY, ref: 'refs/heads/main', environment: 'prod' };
    expect(evaluateTrust(policy, mintGithubToken(job))).toBe('not-allowed');
    for (const other of ['refs/heads/feature', 'refs/tags/main', 'refs/pull/1/merge']) {
      const workflow = DELIVERY.replace('refs/heads/main', other);
      expect(evaluateTrust(policy, mintGithubToken({ ...job, workflow }))).toBe('not-allowed');
    }
  });
});

test('B01: the numbers are those of the platform file and of the repository in the same stack', () => {
  const subjects = ['repo:acme@4711/orders-api@{repository_id}:environment:prod'];
  const trust = trustOf(registryPart({ pushRole: { ...registryPart().pushRole, subjects } }));
  expect(trust).toContain('repo:acme@4711/orders-api@${github_repository.repository.repo_id}:environment:prod');
  const { data } = configurationOf((scope) =>
    addOrganisation(scope, registryPart({ pushRole: { ...registryPart().pushRole, subjects } }), 'acme'),
  );
  expect(data).toEqual({});
});

test.each([
  ['acme/platform/.github/workflows/d.yml@main', 'refs/heads/main'],
  ['acme/platform/.github/workflows/d.yml@release/1', 'refs/heads/release/1'],
  ['acme/platform/.github/workflows/d.yml@v2', 'refs/tags/v2'],
  ['acme/platform/.github/workflows/d.yml@v2.1.0-rc.1', 'refs/tags/v2.1.0-rc.1'],
  ['acme/platform/.github/workflows/d.yml@refs/tags/stable', 'refs/tags/stable'],
  [
    'acme/platform/.github/workflows/d.yml@8e5e7e5ab8b370d6c329ec480221332ada57f0ab',
    '8e5e7e5ab8b370d6c329ec480221332ada57f0ab',
  ],
])('the claim of %s is at %s', (address, ref) => {
  expect(workflowReference(address)).toBe(`acme/platform/.github/workflows/d.yml@${ref}`);
});

async function fleetFacts(): Promise<RegistryPart> {
  const opened = await openFleet(ROOT);
  return registryOf(opened.facts.apps.find(({ name }) => name === 'orders-api'));
}

test('A7: the role has the path and the permissions boundary that the organisation demands', () => {
  const boundary = 'arn:aws:iam::123456789012:policy/platform/boundary';
  const aws = { ...AWS, rolePath: '/platform/', permissionsBoundary: boundary };
  const part = registryPart();
  const stack = configurationOf((scope) =>
    addPushRole(scope, part, addRegistry(scope, part, TAGS), { aws, tags: TAGS }),
  );
  expect(stack.resource['aws_iam_role']?.['push-role']).toMatchObject({
    path: '/platform/',
    permissions_boundary: boundary,
  });
});
