import { schemaOf } from './support/bindings';

const aws = schemaOf('aws', [
  'aws_ecr_repository',
  'aws_security_group',
  'aws_db_instance',
  'aws_dynamodb_table',
  'aws_iam_role',
]);
const github = schemaOf('github', ['github_branch_protection', 'github_team', 'github_repository_environment']);
const random = schemaOf('random', ['random_password', 'random_string']);

test('a provider is identified by its source and its version', () => {
  expect([aws, github, random].map(({ name, source }) => `${name} ${source}`)).toEqual([
    'aws hashicorp/aws',
    'github integrations/github',
    'random hashicorp/random',
  ]);
  expect(aws.version).toBe('6.25.0');
  expect(aws.provider.blocks['default_tags']).toMatchObject({ nesting: 'list' });
  expect(aws.provider.attributes['allowed_account_ids']).toMatchObject({ type: ['set', 'string'], optional: true });
});

test('required, optional and computed attributes are distinguished', () => {
  const { attributes } = aws.resources['aws_ecr_repository'] ?? {};
  expect(attributes?.['name']).toMatchObject({ type: 'string', required: true, replaces: true });
  expect(attributes?.['arn']).toMatchObject({ type: 'string', computed: true });
  expect(attributes?.['arn']).not.toHaveProperty('optional');
  expect(attributes?.['force_delete']).toMatchObject({ type: 'bool', optional: true });
  expect(attributes?.['force_delete']).not.toHaveProperty('computed');
  expect(attributes?.['tags_all']).toMatchObject({ type: ['map', 'string'], optional: true, computed: true });
});

test('blocks have their nesting mode and their limits', () => {
  const { blocks } = aws.resources['aws_ecr_repository'] ?? {};
  expect(blocks?.['image_scanning_configuration']).toMatchObject({ nesting: 'list', minItems: 0, maxItems: 1 });
  expect(blocks?.['image_tag_mutability_exclusion_filter']).toMatchObject({ nesting: 'list', maxItems: 5 });
  expect(blocks?.['timeouts']).toMatchObject({ nesting: 'single' });
  expect(aws.resources['aws_dynamodb_table']?.blocks['attribute']).toMatchObject({ nesting: 'set', maxItems: 0 });
  expect(github.resources['github_branch_protection']?.blocks['required_pull_request_reviews']).toMatchObject({
    nesting: 'list',
    block: { attributes: { pull_request_bypassers: { type: ['set', 'string'] } } },
  });
});

test('numbers in sets, objects in lists and configured lists keep their types', () => {
  const reviewers = github.resources['github_repository_environment']?.blocks['reviewers'];
  expect(reviewers?.block.attributes['teams']?.type).toEqual(['set', 'number']);
  expect(aws.resources['aws_db_instance']?.attributes['master_user_secret']?.type).toEqual([
    'list',
    ['object', { kms_key_id: 'string', secret_arn: 'string', secret_status: 'string' }],
  ]);
  expect(aws.resources['aws_security_group']?.attributes['ingress']?.nested).toMatchObject({ nesting: 'set' });
});

test('write-only and sensitive attributes are marked', () => {
  const { attributes } = aws.resources['aws_db_instance'] ?? {};
  expect(attributes?.['password_wo']).toMatchObject({ writeOnly: true, sensitive: true });
  expect(attributes?.['password']).toMatchObject({ sensitive: true });
  expect(attributes?.['manage_master_user_password']?.sensitive).toBe(false);
});

test('only the requested types are served, whichever file of the bindings contains them', () => {
  expect(Object.keys(random.resources).sort()).toEqual(['random_password', 'random_string']);
  expect(Object.keys(random.ephemerals)).toEqual(['random_password']);
  expect(Object.keys(aws.dataSources).sort()).toEqual([
    'aws_db_instance',
    'aws_dynamodb_table',
    'aws_ecr_repository',
    'aws_iam_role',
    'aws_security_group',
  ]);
});
