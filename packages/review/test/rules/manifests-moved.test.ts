import { type Edit, found, reviewOf } from '@goldenpath/testing/reviews';

const gitops =
  (settings: object): Edit =>
  ({ platform }) =>
    (platform.gitops = settings);
const CENTRAL = { layout: 'central', repository: 'gitops', branch: 'main' };
const moved = (before: object, after: object) => found(reviewOf(gitops(after), gitops(before)), 'manifests-moved');

test('another layout is explained', () => {
  expect(moved(CENTRAL, { layout: 'app-repositories' })).toEqual([
    'warning –/–: The manifests of my-redis, nightly-report, orders-api and 2 more move: from the repository `gitops`, branch `main` to their own repositories, branch `main`.',
  ]);
});

test('so is another repository, and another branch', () => {
  expect(moved(CENTRAL, { ...CENTRAL, repository: 'manifests' })[0]).toContain('to the repository `manifests`');
  expect(moved(CENTRAL, { ...CENTRAL, branch: 'live' })[0]).toContain('to the repository `gitops`, branch `live`');
});

test('the same place, written in another way, is not', () => {
  expect(moved(CENTRAL, {})).toEqual([]);
});
