import { always, type Explain, type ExplanationTable, fromPlatform, fromSpec } from '@goldenpath/extension';

const environments: Explain = (context, path) =>
  (context.written.environments === undefined
    ? fromPlatform('environments', 'all of them, with their `approvers`')
    : fromSpec('environments', "with the platform's `approvers`"))(context, path);

export const group = 'Repository and registry';

export const once: ExplanationTable = {
  organisation: fromPlatform('organisation'),
  name: fromSpec('name'),
  description: fromSpec('description'),
  topics: fromSpec('owner', 'and the runtime; `idp-managed` is always there'),
  team: fromSpec('owner'),
  defaultBranch: always('the branch of every repository'),
  environments,
  isProtected: fromSpec('accept', 'unless the loss is accepted'),
  'variables.AWS_REGION': fromPlatform('aws.region'),
  'variables.AWS_ROLE_ARN': fromPlatform('aws.accountId', 'with `name`'),
  'variables.ECR_REPOSITORY': fromSpec('name'),
};
