import { addPushRole } from '../../src/registry/stack/push-role';
import { addRegistry } from '../../src/registry/stack/registry';
import { registryPart, TAGS } from '@goldenpath/testing/facts/cloud';
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

/** A fleet of one application with so many environments. */
function fleetOf(count: number, image?: string): string {
  const platform = JSON.parse(JSON.stringify(EXAMPLE_PLATFORM)) as { environments: { name: string }[] };
  const [first] = platform.environments;
  platform.environments = Array.from({ length: count }, (_, index) => ({
    ...first,
    name: `e${index}`,
    host: '{app}.{environment}.{domain}',
  }));
  const app = { kind: 'stateless-app', name: 'web', description: 'x', owner: 'app-team', ...(image && { image }) };
  return testFolder({ 'platform.yaml': JSON.stringify(platform), 'apps/web/app.yaml': JSON.stringify(app) });
}

test('300 environments, which no trust policy can name, are refused', async () => {
  const refused = openFleet(fleetOf(300));
  await expect(refused).rejects.toThrow(
    /^apps\/web\/app\.yaml:1:33: error: The 300 environments of "web" .*\[too-many-environments\]$/m,
  );
  await expect(refused).rejects.toThrow('IAM takes 2,048 characters (a quota that can be raised to 4,096)');
  await expect(refused).rejects.toThrow('List fewer `environments`');
  await expect(openFleet(fleetOf(300, 'nginx:1.29'))).resolves.toBeDefined();
});

test('the most environments that are accepted are each named, within what IAM takes', async () => {
  let most: RegistryPart | undefined;
  for (let count = 30; count < 60; count++) {
    const opened = await openFleet(fleetOf(count)).catch(() => undefined);
    if (opened === undefined) break;
    most = registryOf(opened.facts.apps[0]);
  }
  const part = most ?? registryPart();
  const stack = configurationOf((scope) => addPushRole(scope, part, addRegistry(scope, part, TAGS), COMMON));
  const trust = String(stack.resource['aws_iam_role']?.['push-role']?.['assume_role_policy']);
  expect(part.pushRole.subjects.length).toBeGreaterThan(30);
  expect(trust.length).toBeLessThanOrEqual(2048);
  expect(trust).not.toContain('*');
});

test('B01: the number of the repository is that of the repository in the same stack', () => {
  const subject = 'repo:acme@4711/orders-api@{repository_id}:environment:prod';
  const part = registryPart({ pushRole: { ...registryPart().pushRole, subjects: [subject] } });
  const stack = configurationOf((scope) => addPushRole(scope, part, addRegistry(scope, part, TAGS), COMMON));
  const trust = String(stack.resource['aws_iam_role']?.['push-role']?.['assume_role_policy']);
  expect(trust).toContain('repo:acme@4711/orders-api@${github_repository.repository.repo_id}:environment:prod');
});

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
