import { EcrLifecyclePolicy } from '@cdktf/provider-aws/lib/ecr-lifecycle-policy';
import { EcrRepository } from '@cdktf/provider-aws/lib/ecr-repository';
import type { Tags } from '@goldenpath/extension';
import { literalJson, literalValues, protection } from '@goldenpath/extension/terraform';
import type { Construct } from 'constructs';
import type { RegistryPart } from '../types';

const DAYS_OF_UNTAGGED_IMAGES = 7;

/** Adds the image registry: scanned, encrypted, with immutable tags except for the mutable ones, and with a lifecycle policy. */
export function addRegistry(scope: Construct, part: RegistryPart, tags: Tags): EcrRepository {
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
    policy: literalJson(lifecyclePolicy(part.keepImages)),
  });
  return registry;
}

/** AWS refuses exclusion filters for other mutability settings, and exclusion settings without filters. */
function tagMutability(mutableTags: readonly string[]) {
  if (mutableTags.length === 0) return { imageTagMutability: 'IMMUTABLE' };
  return {
    imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
    imageTagMutabilityExclusionFilter: mutableTags.map((filter) => ({ filter, filterType: 'WILDCARD' })),
  };
}

/** Returns two rules. The rule for any image must be last. */
function lifecyclePolicy(keepImages: number) {
  return {
    rules: [
      {
        rulePriority: 1,
        description: 'Images that no tag names any more',
        selection: {
          tagStatus: 'untagged',
          countType: 'sinceImagePushed',
          countUnit: 'days',
          countNumber: DAYS_OF_UNTAGGED_IMAGES,
        },
        action: { type: 'expire' },
      },
      {
        rulePriority: 2,
        description: `All but the last ${keepImages} images`,
        selection: { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: keepImages },
        action: { type: 'expire' },
      },
    ],
  };
}
