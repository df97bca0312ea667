import type { ContainerImage } from '@goldenpath/extension';
import type { ReleasedImage } from '@goldenpath/manifests';
import { render } from '@goldenpath/testing/rendered/render';
import { stateless, workload } from '@goldenpath/testing/facts/cluster';
import { container } from '@goldenpath/testing/rendered/objects';

const URL = '123456789012.dkr.ecr.eu-west-2.amazonaws.com/shop';
const DIGEST = `sha256:${'a'.repeat(64)}`;

const imageOf = (released?: ReleasedImage, image?: ContainerImage) => {
  const changes = image ? { image } : {};
  return container(render(stateless('shop', 'prod', { workload: workload('shop', changes) }), released))['image'];
};

test.each([
  ['nothing was released: the tag to begin with', undefined, `${URL}:latest`],
  ['a tag', { newTag: 'prod-1a2b3c4' }, `${URL}:prod-1a2b3c4`],
  ['a tag and its digest', { newTag: 'prod-1a2b3c4', digest: DIGEST }, `${URL}:prod-1a2b3c4@${DIGEST}`],
  [
    "another registry, which is not the pipeline's to choose",
    { newName: 'mirror/shop', newTag: 'prod-1' },
    `${URL}:prod-1`,
  ],
  ['a digest alone', { digest: DIGEST }, `${URL}@${DIGEST}`],
])('%s', (_, released, expected) => {
  expect(imageOf(released)).toBe(expected);
});

test('an upstream image is the one in the spec, whatever was released', () => {
  expect(imageOf({ newTag: 'prod-1a2b3c4' }, { source: 'upstream', reference: 'redis:7.4' })).toBe('redis:7.4');
});
