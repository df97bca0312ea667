import { appManifests, BrokenKustomizationError, readReleases, type Releases } from '@goldenpath/manifests';
import { builtInRegistry } from '@goldenpath/parts';
import { app, stateful, stateless } from '@goldenpath/testing/facts/cluster';

const DIGEST = `sha256:${'d'.repeat(64)}`;
const PROD = 'apps/shop/deploy/overlays/prod/kustomization.yaml';

const shop = app('shop', [stateless('shop', 'dev'), stateless('shop', 'prod')]);

/** The files of an application as they are on disk. */
const tree = (releases?: Releases) =>
  new Map(appManifests(shop, builtInRegistry, releases).map(({ path, content }) => [path, content]));
const read = (files: ReadonlyMap<string, string>) => readReleases(shop, builtInRegistry, (path) => files.get(path));

const releasedTo = (image: object) => ({
  dev: { newName: '123456789012.dkr.ecr.eu-west-2.amazonaws.com/shop', newTag: 'latest' },
  prod: { newName: '123456789012.dkr.ecr.eu-west-2.amazonaws.com/shop', ...image },
});

test.each([
  ['a tag', { newTag: 'prod-1a2b3c4' }],
  ['a tag that looks like a number', { newTag: '1.10' }],
  ['a digest', { digest: DIGEST }],
  ['a tag and its digest', { newTag: 'prod-1a2b3c4', digest: DIGEST }],
])('generating again keeps %s', (_, image) => {
  const before = tree({ prod: image });
  expect(read(before)).toEqual(releasedTo(image));
  expect(tree(read(before))).toEqual(before);
});

test('generating again keeps a release that a pipeline wrote in its own format', () => {
  const files = tree();
  files.set(PROD, "images: [{newTag: 'prod-7654321', newName: elsewhere/shop, name: shop}]\nkind: Kustomization\n");
  expect(tree(read(files))).toEqual(tree({ prod: { newTag: 'prod-7654321' } }));
});

test('where nothing is yet, nothing was released', () => {
  expect(read(new Map())).toEqual({});
});

test('nothing of an upstream image is released', () => {
  const redis = app('my-redis', [stateful('my-redis', 'dev')]);
  expect(readReleases(redis, builtInRegistry, () => 'images: [{name: "redis:7.4", newTag: "8"}]')).toEqual({});
});

test('an overlay that cannot be understood is an error that names it', () => {
  const files = tree().set(PROD, 'images: [');
  expect(() => read(files)).toThrow(BrokenKustomizationError);
  expect(() => read(files)).toThrow(PROD);
});
