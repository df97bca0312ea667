import { counted, type PartReview } from '@goldenpath/extension';
import { withIds } from '../trust';
import type { RegistryPart } from '../types';
import { fewerImagesKept } from './fewer-images-kept';
import { registryLoss } from './registry-loss';
import { replacedBy } from './replaced-by';

/** The review of image registries. */
export const review: PartReview<undefined, RegistryPart> = {
  rules: [registryLoss, fewerImagesKept],
  graphOnce: ({ name, encryption, keepImages, pushRole }) => ({
    nodes: [
      {
        id: 'push-role',
        kind: 'push role',
        name: pushRole.name,
        facts: ['pushes images'],
        resources: { platform: false, types: ['aws_iam_role', 'aws_iam_role_policy'] },
      },
      {
        id: 'image',
        kind: 'image',
        name,
        facts: [encryption, `keeps ${counted(keepImages, 'image')} of each environment`],
        resources: { platform: false, types: ['aws_ecr_repository', 'aws_ecr_lifecycle_policy'] },
      },
    ],
    links: [
      { from: 'repository', to: 'push-role' },
      { from: 'push-role', to: 'image' },
    ],
  }),
  graphRank: 90,
  platformFields: [
    { path: 'aws', once: (registry) => registry?.url },
    { path: 'registry', once: (registry) => registry?.url },
    { path: 'github', once: (registry) => registry?.pushRole.subjects },
    { path: 'delivery.workflow', once: (registry) => registry?.pushRole.workflow },
  ],
  replacedBy,
  privileges: ({ arn, pushRole }) => ({
    names: [arn, pushRole.oidcProviderArn],
    subjects: pushRole.subjects.map(withIds),
  }),
};
