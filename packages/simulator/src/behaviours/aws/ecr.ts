import { isObject, type Values } from '../../wire/values';
import type { Behaviour, Reference } from '../behaviour';
import { text } from '../made-up';
import { arn, regional, regionOf } from './names';

/** The type of pushed images in the account. Their keys are REGION/REPOSITORY/DIGEST. */
export const ECR_IMAGE = 'aws_ecr_image';

const repository: Behaviour = {
  type: 'aws_ecr_repository',
  key: (values, scope) => regional(values, scope, text(values['name'])),
  taken: (values, scope) =>
    `creating ECR Repository (${text(values['name'])}): RepositoryAlreadyExistsException: The repository with name ` +
    `'${text(values['name'])}' already exists in the registry with id '${scope.accountId}'`,
  computed: (values, scope) => ({
    id: text(values['name']),
    arn: arn('ecr', values, scope, `repository/${text(values['name'])}`),
    registry_id: scope.accountId,
    repository_url: `${scope.accountId}.dkr.ecr.${regionOf(values, scope)}.amazonaws.com/${text(values['name'])}`,
  }),
  validate: (config) => {
    const filters = config['image_tag_mutability_exclusion_filter'];
    const mutability = config['image_tag_mutability'];
    const excludes = typeof mutability === 'string' && mutability.endsWith('_WITH_EXCLUSION');
    const problems = (Array.isArray(filters) ? filters : [])
      .filter((filter) => isObject(filter) && !validFilter(filter))
      .map(() => ({
        summary: 'invalid value for image_tag_mutability_exclusion_filter.filter',
        detail: 'It has 1 to 128 characters of letters, digits and ._*-, with at most two wildcards (*).',
        path: ['image_tag_mutability_exclusion_filter'],
      }));
    if (
      Array.isArray(filters) &&
      filters.length > 0 &&
      !excludes &&
      (mutability === null || typeof mutability === 'string')
    ) {
      problems.push({
        summary: 'image_tag_mutability_exclusion_filter can only be set with a mutability that has exclusions',
        detail: 'Set image_tag_mutability to IMMUTABLE_WITH_EXCLUSION or MUTABLE_WITH_EXCLUSION.',
        path: ['image_tag_mutability_exclusion_filter'],
      });
    }
    return problems;
  },
  refuseDelete: (object, { account }) => {
    const name = text(object.values['name']);
    const hasImages = account.all(ECR_IMAGE).some(({ key }) => key.startsWith(`${object.key}/`));
    return hasImages && object.values['force_delete'] !== true
      ? `ECR Repository (${name}) not empty, consider using force_delete: RepositoryNotEmptyException`
      : undefined;
  },
  remove: (object, { account }) => {
    for (const image of account.all(ECR_IMAGE)) {
      if (image.key.startsWith(`${object.key}/`)) account.remove(ECR_IMAGE, image.key);
    }
    account.remove(object.type, object.key);
  },
};

function validFilter(filter: Values): boolean {
  const pattern = filter['filter'];
  return typeof pattern !== 'string' || (/^[a-zA-Z0-9._*-]{1,128}$/.test(pattern) && pattern.split('*').length <= 3);
}

const ofRepository: Reference = {
  attribute: 'repository',
  types: ['aws_ecr_repository'],
  by: 'name',
  missing: (name) => `RepositoryNotFoundException: The repository with name '${name}' does not exist in the registry`,
};

const lifecyclePolicy: Behaviour = {
  type: 'aws_ecr_lifecycle_policy',
  key: (values, scope) => regional(values, scope, text(values['repository'])),
  adopts: true,
  computed: (values, scope) => ({ id: text(values['repository']), registry_id: scope.accountId }),
  references: [ofRepository],
  json: ['policy'],
};

const repositoryPolicy: Behaviour = { ...lifecyclePolicy, type: 'aws_ecr_repository_policy' };

/** Image registries. */
export const ECR: readonly Behaviour[] = [repository, lifecyclePolicy, repositoryPolicy];
