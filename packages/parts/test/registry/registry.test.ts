import { addRegistry } from '../../src/registry/stack/registry';
import { registryPart, TAGS } from '@goldenpath/testing/facts/cloud';
import { configurationOf } from '../support/stack';

const registryOf = (changes = {}) =>
  configurationOf((stack) => addRegistry(stack, registryPart(changes), TAGS)).resource;

test('an image registry: scanned, encrypted, immutable but for latest, kept', () => {
  expect(registryOf()['aws_ecr_repository']).toEqual({
    registry: {
      name: 'orders-api',
      image_tag_mutability: 'IMMUTABLE_WITH_EXCLUSION',
      image_tag_mutability_exclusion_filter: [{ filter: 'latest', filter_type: 'WILDCARD' }],
      image_scanning_configuration: { scan_on_push: true },
      encryption_configuration: [{ encryption_type: 'AES256' }],
      force_delete: false,
      tags: TAGS,
      lifecycle: { prevent_destroy: true },
    },
  });
});

test('a registry of sensitive images is encrypted by KMS', () => {
  expect(registryOf({ encryption: 'KMS' })['aws_ecr_repository']?.['registry']).toMatchObject({
    encryption_configuration: [{ encryption_type: 'KMS' }],
  });
});

test('without mutable tags there is no filter, which AWS would refuse', () => {
  const registry = registryOf({ mutableTags: [] })['aws_ecr_repository']?.['registry'] ?? {};
  expect(registry['image_tag_mutability']).toBe('IMMUTABLE');
  expect(registry).not.toHaveProperty('image_tag_mutability_exclusion_filter');
});

test('B02: images of production are counted apart, before those of the other environments', () => {
  const { repository, policy } =
    registryOf({ keepImages: 50 })['aws_ecr_lifecycle_policy']?.['registry-lifecycle'] ?? {};
  expect(repository).toBe('${aws_ecr_repository.registry.name}');
  expect(JSON.parse(String(policy))).toEqual({
    rules: [
      {
        rulePriority: 1,
        description: 'All but the last 50 images tagged prod-*',
        selection: {
          tagStatus: 'tagged',
          tagPrefixList: ['prod-'],
          countType: 'imageCountMoreThan',
          countNumber: 50,
        },
        action: { type: 'expire' },
      },
      {
        rulePriority: 2,
        description: 'All but the last 50 images tagged dev-*',
        selection: { tagStatus: 'tagged', tagPrefixList: ['dev-'], countType: 'imageCountMoreThan', countNumber: 50 },
        action: { type: 'expire' },
      },
      {
        rulePriority: 3,
        description: 'Images that no tag names any more',
        selection: { tagStatus: 'untagged', countType: 'sinceImagePushed', countUnit: 'days', countNumber: 7 },
        action: { type: 'expire' },
      },
      {
        rulePriority: 4,
        description: 'All but the last 50 other images',
        selection: { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 50 },
        action: { type: 'expire' },
      },
    ],
  });
});

test('A1: only its own account pulls, unless environments are in others', () => {
  expect(registryOf()).not.toHaveProperty('aws_ecr_repository_policy');
  const { repository, policy } =
    registryOf({ pullAccounts: ['222222222222', '333333333333'] })['aws_ecr_repository_policy']?.['registry-pull'] ??
    {};
  expect(repository).toBe('${aws_ecr_repository.registry.name}');
  expect(JSON.parse(String(policy))).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
        Principal: { AWS: ['arn:aws:iam::222222222222:root', 'arn:aws:iam::333333333333:root'] },
      },
    ],
  });
});
