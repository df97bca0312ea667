import { ECR_IMAGE } from '@goldenpath/simulator';
import { Cloud, unknownIn } from '../../support/cloud';

describe('an image registry', () => {
  const cloud = new Cloud('aws', ['aws_ecr_repository', 'aws_ecr_lifecycle_policy']);
  const config = { name: 'billing', tags: { id: 'billing' } };

  test('is planned with its defaults, and with computed values unknown', () => {
    const { state, replaces } = cloud.plan('aws_ecr_repository', config);
    expect(state).toMatchObject({
      image_tag_mutability: 'MUTABLE',
      region: 'eu-west-1',
      tags_all: { id: 'billing' },
      force_delete: null,
    });
    expect(unknownIn(state)).toEqual(['arn', 'id', 'registry_id', 'repository_url']);
    expect(replaces).toEqual([]);
  });

  test('gets the address of a real one', () => {
    expect(cloud.make('aws_ecr_repository', config)).toMatchObject({
      id: 'billing',
      arn: 'arn:aws:ecr:eu-west-1:111122223333:repository/billing',
      repository_url: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/billing',
    });
    expect(cloud.apply('aws_ecr_repository', config).problems[0]).toContain('RepositoryAlreadyExistsException');
  });

  test('is not deleted while it has images', () => {
    const state = cloud.import('aws_ecr_repository', 'billing').state ?? {};
    cloud.account.change((account) => account.put({ type: ECR_IMAGE, key: 'eu-west-1/billing/sha256:1', values: {} }));
    expect(cloud.destroy('aws_ecr_repository', state).problems[0]).toContain('not empty, consider using force_delete');
    expect(cloud.destroy('aws_ecr_repository', { ...state, force_delete: true }).problems[0]).toContain('not empty');
    const forced = cloud.apply('aws_ecr_repository', { ...config, force_delete: true }, state).state ?? {};
    expect(cloud.destroy('aws_ecr_repository', forced).problems).toEqual([]);
    expect(cloud.account.types()).toEqual([]);
  });

  test('refuses an exclusion without a mutability that has exclusions', () => {
    const filters = [{ filter: 'latest', filter_type: 'WILDCARD' }];
    expect(
      cloud.validate('aws_ecr_repository', { ...config, image_tag_mutability_exclusion_filter: filters })[0],
    ).toContain('can only be set');
    expect(
      cloud.validate('aws_ecr_repository', {
        ...config,
        image_tag_mutability: 'IMMUTABLE_WITH_EXCLUSION',
        image_tag_mutability_exclusion_filter: filters,
      }),
    ).toEqual([]);
  });

  test('must exist before its policy, which is compared by meaning and not by spelling', () => {
    expect(cloud.apply('aws_ecr_lifecycle_policy', { repository: 'none', policy: '{}' }).problems[0]).toContain(
      'RepositoryNotFoundException',
    );
    cloud.make('aws_ecr_repository', { name: 'other' });
    const state = cloud.make('aws_ecr_lifecycle_policy', { repository: 'other', policy: '{"a":1,"b":[2]}' });
    expect(
      cloud.plan('aws_ecr_lifecycle_policy', { repository: 'other', policy: '{ "b": [2], "a": 1 }' }, state),
    ).toMatchObject({ state, replaces: [] });
    expect(cloud.plan('aws_ecr_lifecycle_policy', { repository: 'other', policy: '{"a":2}' }, state).replaces).toEqual([
      'policy',
    ]);
  });
});
