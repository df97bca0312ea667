import { type Edit, found, reviewOf } from '@goldenpath/testing/reviews';

/** An override of orders-api in prod, whose database has an instance of its own. */
const overridden =
  (resource: object, fields: object = {}): Edit =>
  ({ apps }) => {
    const { instance } = apps['orders-api'].overrides.prod.database;
    if (Object.keys(fields).length > 0) apps['orders-api'].overrides.prod.database = { instance, ...fields };
    apps['orders-api'].data = { 'patches/terraform/prod/database.yaml': { resource } };
  };
const ofInstance = (args: object): Edit => overridden({ aws_db_instance: { instance: args } });
const AURORA = { engine: 'aurora-postgresql', serverless: { minCapacity: 2, maxCapacity: 16 } };
const aurora: Edit = ({ apps }) => {
  const { instance } = apps['orders-api'].overrides.prod.database;
  apps['orders-api'].overrides.prod.database = { instance, ...AURORA };
};
const costs = (edit: Edit, before?: Edit) => {
  const { cost } = reviewOf(edit, before);
  const [prod] = cost.environments;
  return { difference: cost.monthlyDifference, what: (prod?.items ?? []).map((item) => item.what) };
};

describe('an override of an instance', () => {
  test('that takes the standby in production is a danger', () => {
    expect(found(reviewOf(ofInstance({ multi_az: false })), 'no-multi-az')).toEqual([
      'danger orders-api/prod: The instance orders-api-prod in prod no longer has a standby in a second availability zone.',
    ]);
    expect(found(reviewOf(ofInstance({ multi_az: null })), 'no-multi-az')).toHaveLength(1);
  });

  test('that keeps the standby, or stands already, is none', () => {
    expect(found(reviewOf(ofInstance({ multi_az: true })), 'no-multi-az')).toEqual([]);
    const before = ofInstance({ multi_az: false });
    expect(
      found(
        reviewOf(({ apps }) => (apps['orders-api'].description = 'Other'), before),
        'no-multi-az',
      ),
    ).toEqual([]);
  });

  test('can shorten the time that backups are kept', () => {
    expect(found(reviewOf(ofInstance({ backup_retention_period: 3 })), 'short-retention')).toHaveLength(1);
    expect(found(reviewOf(ofInstance({ backup_retention_period: 35 })), 'short-retention')).toEqual([]);
  });

  test('of a later file wins', () => {
    const edit: Edit = (draft) => {
      ofInstance({ multi_az: false })(draft);
      const later = { resource: { aws_db_instance: { instance: { multi_az: true } } } };
      draft.apps['orders-api'].data['patches/terraform/prod/later.yaml'] = later;
    };
    expect(found(reviewOf(edit), 'no-multi-az')).toEqual([]);
  });

  test('changes the class, as a field of the spec does', () => {
    expect(found(reviewOf(ofInstance({ instance_class: 'db.r6g.large' })), 'large-instance')).toEqual([
      'warning orders-api/prod: The instance orders-api-prod in prod becomes a db.r6g.large.',
    ]);
  });

  test('is what the estimate is about', () => {
    const { difference, what } = costs(ofInstance({ instance_class: 'db.r6g.large', multi_az: false }));
    // A standby doubles the price of an instance and of its storage, of which there are 20 GB and more.
    expect(what.join()).toContain('db.r6g.large, instance_class and multi_az overridden by hand');
    const [large, medium] = [0.225 * 730, 0.072 * 730 * 2];
    expect(difference).toBeLessThan(large - medium);
    expect(costs(ofInstance({ instance_class: 'db.r6g.large' })).difference).toBeCloseTo((0.225 - 0.072) * 730 * 2, 1);
  });

  test('says where the price is not known', () => {
    expect(costs(ofInstance({ instance_class: 'db.x9.huge' })).what.join()).toContain('no price is known');
    expect(costs(ofInstance({ allocated_storage: 400, iops: 12_000 })).what.join()).toContain('storage');
    const both = costs(ofInstance({ instance_class: 'db.t3.small', iops: 12_000 }));
    expect(both.what.join()).toContain('the price can differ: iops overridden by hand');
  });
});

describe('an override of a cluster', () => {
  const ofCluster = (args: object): Edit => overridden({ aws_rds_cluster: { cluster: args } }, AURORA);

  test.each([
    ['a block', { min_capacity: 1, max_capacity: 8 }],
    ['a list of one block', [{ min_capacity: 1, max_capacity: 8 }]],
  ])('changes its capacity: %s', (_form, serverlessv2_scaling_configuration) => {
    const edit = ofCluster({ serverlessv2_scaling_configuration });
    expect(found(reviewOf(edit, aurora), 'capacity-reduced')).toEqual([
      'warning orders-api/prod: The cluster orders-api-prod in prod gets 1 to 8 ACU instead of 2 to 16 ACU.',
    ]);
    expect(costs(edit, aurora).difference).toBeCloseTo(-0.12 * 730 * 2, 1);
    expect(costs(edit, aurora).what.join()).toContain('overridden by hand');
  });

  test('can shorten the time that backups are kept', () => {
    expect(found(reviewOf(ofCluster({ backup_retention_period: 3 }), aurora), 'short-retention')).toHaveLength(1);
  });

  test.each(['cluster-1', 'cluster-2'])('with a fixed class of %s has a price that is not known', (member) => {
    const edit = overridden(
      {
        aws_rds_cluster: { cluster: { serverlessv2_scaling_configuration: { min_capacity: 1, max_capacity: 8 } } },
        aws_rds_cluster_instance: { [member]: { instance_class: 'db.r6g.large' } },
      },
      AURORA,
    );
    expect(costs(edit, aurora).what.join()).toContain('the price can differ: instance_class overridden by hand');
  });
});
