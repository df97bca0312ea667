import { found, reviewOf, reviewOfStack } from '@goldenpath/testing/reviews';
import type { Draft } from '@goldenpath/testing/comparisons';

const policyOf = (stack: Draft) => stack.resource.aws_iam_role_policy['push-role-policy'];

test('an action more', () => {
  const review = reviewOfStack('app-orders-api', (stack) => {
    policyOf(stack).policy = policyOf(stack).policy.replace('"ecr:PutImage"', '"ecr:PutImage","ecr:DeleteRepository"');
  });
  expect(found(review, 'privilege-gained')).toEqual([
    'danger orders-api/–: aws_iam_role_policy.push-role-policy of orders-api allows more: ecr:DeleteRepository on arn:aws:ecr:eu-west-2:123456789012:repository/orders-api.',
  ]);
});

test('an action less', () => {
  const review = reviewOfStack('app-orders-api', (stack) => {
    policyOf(stack).policy = policyOf(stack).policy.replace('"ecr:PutImage",', '');
  });
  expect(review.affected).toHaveLength(1);
  expect(found(review, 'privilege-gained')).toEqual([]);
});

test('an environment that an application newly runs in may push: a warning, for the spec says so', () => {
  const review = reviewOf(
    () => {},
    () => {},
  );
  expect(found(review, 'privilege-gained')).toEqual([]);
  const added = reviewOf(
    ({ apps }) => (apps['user-service'].environments = ['dev', 'prod']),
    ({ apps }) => {
      delete apps['orders-api'];
      apps['user-service'].environments = ['dev'];
      apps['user-service'].overrides = {};
    },
  );
  expect(found(added, 'privilege-gained')).toEqual([
    'warning user-service/–: aws_iam_role.push-role of user-service allows more: sts:AssumeRoleWithWebIdentity also for repo:goldenpath-idp@${data.github_organization.organisation.id}/user-service@${github_repository.repository.repo_id}:environment:prod and repo:goldenpath-idp/user-service:environment:prod.',
  ]);
});

test('any branch may push', () => {
  const review = reviewOfStack('app-orders-api', (stack) => {
    const role = stack.resource.aws_iam_role['push-role'];
    role.assume_role_policy = role.assume_role_policy.replace(':ref:refs/heads/main', ':*');
  });
  expect(found(review, 'privilege-gained')).toEqual([
    'danger orders-api/–: aws_iam_role.push-role of orders-api allows more: sts:AssumeRoleWithWebIdentity also for repo:goldenpath-idp@${data.github_organization.organisation.id}/orders-api@${github_repository.repository.repo_id}:*.',
  ]);
});

test('a policy that only Terraform can read', () => {
  const review = reviewOfStack('app-orders-api', (stack) => {
    policyOf(stack).policy = '${data.aws_iam_policy_document.push.json}';
  });
  expect(found(review, 'privilege-gained')).toEqual([
    'danger orders-api/–: aws_iam_role_policy.push-role-policy of orders-api has another policy, which only a plan can tell: policy.',
  ]);
});

test('a managed policy that is newly attached', () => {
  const review = reviewOfStack('platform-prod', (stack) => {
    stack.resource.aws_iam_role_policy_attachment.more = {
      role: 'x',
      policy_arn: 'arn:aws:iam::aws:policy/AdministratorAccess',
    };
  });
  expect(found(review, 'privilege-gained')).toEqual([
    'danger –/prod: aws_iam_role_policy_attachment.more of the platform in prod allows more: all of arn:aws:iam::aws:policy/AdministratorAccess.',
  ]);
});

test('a team with more permissions on a repository; those of a new owner are a warning', () => {
  const raised = reviewOfStack('app-orders-api', (stack) => {
    stack.resource.github_team_repository['access-platform-team'].permission = 'admin';
  });
  expect(found(raised, 'privilege-gained')).toEqual([
    'danger orders-api/–: The team platform-team gets the permission admin on the repository of orders-api, and had pull.',
  ]);
  const moved = reviewOf(({ apps }) => (apps['orders-api'].owner = 'data-team'));
  expect(found(moved, 'privilege-gained')).toEqual([
    'warning orders-api/–: The team data-team gets the permission maintain on the repository of orders-api, and had none.',
  ]);
});

test('production that no longer needs an approval', () => {
  const review = reviewOf(
    ({ platform }) => delete platform.environments[3].approvers,
    ({ apps }) => {
      for (const name of ['nightly-report', 'orders-api', 'receipts', 'user-service']) delete apps[name];
    },
  );
  expect(found(review, 'privilege-gained')).toEqual([
    'danger my-redis/–: github_repository_environment.environment-prod of my-redis guards less: deployments to it no longer need an approval and administrators may pass by.',
  ]);
  expect(review.approvals.map(({ team }) => team)).toEqual(['platform-team', 'security-team']);
});

test('a repository that everyone can read from now on', () => {
  const review = reviewOfStack('app-orders-api', (stack) => {
    stack.resource.github_repository.repository.visibility = 'public';
  });
  expect(found(review, 'privilege-gained')).toEqual([
    'danger orders-api/–: github_repository.repository of orders-api becomes public: everyone can read its code and its history.',
  ]);
});

test('a new application: only access for everyone', () => {
  const review = reviewOf(({ apps }) => (apps['cart'] = { ...apps['user-service'], name: 'cart' }));
  expect(found(review, 'privilege-gained')).toEqual([]);
});

test('a moved account of one environment explains no privilege in another', () => {
  const IDENTITY = 'arn:aws:ses:eu-west-2:123456789012:identity/acme';
  const send = (resource: string) => [{ actions: ['ses:SendEmail'], resources: [resource] }];
  const review = reviewOf(
    ({ platform, apps }) => {
      platform.environments[0].aws = { accountId: '444455556666', state: { bucket: 'dev-states' } };
      apps['receipts'].permissions = send(IDENTITY.replace('123456789012', '444455556666'));
    },
    ({ apps }) => (apps['receipts'].permissions = send(IDENTITY)),
  );
  const lines = found(review, 'privilege-gained').filter((line) => /receipts\/[a-z]/.test(line));
  expect(lines.map((line) => line.split(':')[0])).toEqual(
    ['test', 'staging', 'prod'].map((name) => `danger receipts/${name}`),
  );
  expect(lines.at(-1)).toContain('ses:SendEmail on arn:aws:ses:eu-west-2:444455556666:identity/acme.');
});

test('a renamed registry or account: a role keeps its permissions on its own resources', () => {
  const review = reviewOf(({ platform }) => {
    platform.registry = 'registry.example.org/images';
    platform.aws.accountId = '444455556666';
  });
  expect(found(review, 'registry-loss').length).toBeGreaterThan(0);
  expect(found(review, 'privilege-gained')).toEqual([]);
});
