import { type Explain, type ExplanationTable, fromPlatform, fromSpec } from '@goldenpath/extension';
import { ofAccount } from '../registry/explain';

const environments: Explain = (context, path) =>
  (context.written.environments === undefined
    ? fromPlatform('environments', 'all of them, with their `approvers`')
    : fromSpec('environments', "with the platform's `approvers`"))(context, path);

/** The region of the image registries: their own, or the platform's. */
const registryRegion: Explain = (context, path) => {
  const { aws } = Object(context.writtenPlatform ?? {}) as { aws?: { registry?: { region?: string } } };
  return fromPlatform(aws?.registry?.region === undefined ? 'aws.region' : 'aws.registry.region')(context, path);
};

export const group = 'Repository and registry';

export const once: ExplanationTable = {
  organisation: fromPlatform('organisation'),
  name: fromSpec('name'),
  description: fromSpec('description'),
  topics: fromSpec('owner', 'and the runtime; `idp-managed` is always there'),
  team: fromSpec('owner'),
  defaultBranch: fromPlatform('github.defaultBranch', 'or `main`'),
  visibility: fromPlatform('github.visibility'),
  protection: fromPlatform('github', 'by its `plan` and `visibility`'),
  autoMerge: fromPlatform('github', 'by its `plan` and `visibility`'),
  publisherAppId: fromPlatform('github.publisherAppId', 'with the layout `app-repositories`'),
  environments,
  isProtected: fromSpec('accept', 'unless the loss is accepted'),
  'variables.AWS_REGION': registryRegion,
  'variables.AWS_ROLE_ARN': ofAccount('with `name`'),
  'variables.ECR_REPOSITORY': fromSpec('name'),
};
