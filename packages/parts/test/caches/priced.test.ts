import { type Edit, reviewOf } from '@goldenpath/testing/reviews';

/** Adds a cache to orders-api, with an override of its resource in prod. */
const overridden =
  (args?: object): Edit =>
  ({ apps }) => {
    apps['orders-api'].caches = { sessions: {} };
    if (args === undefined) return;
    const resource = { aws_elasticache_replication_group: { 'cache-sessions': args } };
    apps['orders-api'].data = { 'patches/terraform/prod/cache.yaml': { resource } };
  };

const caches = (edit: Edit) => {
  const prod = reviewOf(edit).cost.environments.find(({ environment }) => environment === 'prod');
  return (prod?.items ?? []).filter(({ what }) => what.includes('the cache'));
};
const what = (edit: Edit) => caches(edit).map((item) => item.what);
const price = (edit: Edit) => caches(edit)[0]?.difference;

const SPEC = 'the cache orders-api-prod-sessions, 2 cache.t4g.micro nodes';

test('the estimate of a cache is about its spec', () => {
  expect(what(overridden())).toEqual([SPEC]);
  expect(what(overridden({ maintenance_window: 'sun:02:00-sun:03:00' }))).toEqual(what(overridden()));
});

test('and about an override of its nodes', () => {
  const edit = overridden({ node_type: 'cache.r7g.large', num_cache_clusters: 3 });
  expect(what(edit)).toEqual([
    expect.stringContaining('3 cache.r7g.large nodes, node_type and num_cache_clusters overridden by hand'),
  ]);
  expect(price(edit)).toBeCloseTo(0.1752 * 730 * 3 + 0.4, 1);
});

test('and says where a price is not known', () => {
  expect(what(overridden({ node_type: 'cache.x9.huge' }))[0]).toContain('cache.x9.huge nodes (no price is known)');
  expect(what(overridden({ replicas_per_node_group: 2 }))[0]).toContain(
    'the price can differ: replicas_per_node_group overridden by hand',
  );
});
