import { EcrLifecyclePolicy } from '@cdktf/provider-aws/lib/ecr-lifecycle-policy';
import { EcrRepositoryPolicy } from '@cdktf/provider-aws/lib/ecr-repository-policy';
import { EcrRepository } from '@cdktf/provider-aws/lib/ecr-repository';
import type { Tags } from '@goldenpath/extension';
import {
  literalJson,
  literalValues,
  type PolicyDocument,
  policyDocument,
  protection,
} from '@goldenpath/extension/terraform';
import type { Construct } from 'constructs';
import type { RegistryPart } from '../types';

const DAYS_OF_UNTAGGED_IMAGES = 7;

/** Adds the image registry: scanned, encrypted, with immutable tags except for the mutable ones, and with a lifecycle policy. */
export function addRegistry(scope: Construct, part: RegistryPart, tags: Tags, partition = 'aws'): EcrRepository {
  const registry = new EcrRepository(scope, 'registry', {
    name: part.name,
    ...tagMutability(part.mutableTags),
    imageScanningConfiguration: { scanOnPush: true },
    encryptionConfiguration: [{ encryptionType: part.encryption }],
    forceDelete: false,
    tags: literalValues(tags),
    ...protection(part.isProtected),
  });
  new EcrLifecyclePolicy(scope, 'registry-lifecycle', {
    repository: registry.name,
    policy: literalJson(lifecyclePolicy(part)),
  });
  if (part.pullAccounts !== undefined)
    new EcrRepositoryPolicy(scope, 'registry-pull', {
      repository: registry.name,
      policy: literalJson(pullPolicy(part.pullAccounts, partition)),
    });
  return registry;
}

const PULL_ACTIONS = ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];

/** Lets other accounts pull. Each of them decides which of its roles may. */
function pullPolicy(accounts: readonly string[], partition: string): PolicyDocument {
  return policyDocument({
    Effect: 'Allow',
    Action: PULL_ACTIONS,
    Principal: { AWS: accounts.map((id) => `arn:${partition}:iam::${id}:root`) },
  });
}

/** AWS refuses exclusion filters for other mutability settings, and exclusion settings without filters. */
function tagMutability(mutableTags: readonly string[]) {
  if (mutableTags.length === 0) return { imageTagMutability: 'IMMUTABLE' };
  return {
    imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
    imageTagMutabilityExclusionFilter: mutableTags.map((filter) => ({ filter, filterType: 'WILDCARD' })),
  };
}

/**
 * Returns the rules, one for each environment. ECR never expires an image by a rule if one of higher priority matches its tags: the images of
 * production are not counted with those of development, also when an image has the tags of both. The rule for any image must be last.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html#lp_evaluation_rules
 */
function lifecyclePolicy({ keepImages, tagPrefixes }: RegistryPart) {
  const newest = { countType: 'imageCountMoreThan', countNumber: keepImages };
  const rules = [
    ...tagPrefixes.map((prefix) => ({
      description: `All but the last ${keepImages} images tagged ${prefix}*`,
      selection: { tagStatus: 'tagged', tagPrefixList: [prefix], ...newest },
    })),
    {
      description: 'Images that no tag names any more',
      selection: {
        tagStatus: 'untagged',
        countType: 'sinceImagePushed',
        countUnit: 'days',
        countNumber: DAYS_OF_UNTAGGED_IMAGES,
      },
    },
    { description: `All but the last ${keepImages} other images`, selection: { tagStatus: 'any', ...newest } },
  ];
  return { rules: rules.map((rule, index) => ({ rulePriority: index + 1, ...rule, action: { type: 'expire' } })) };
}
