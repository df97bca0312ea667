import { type KustomizeInput, kustomizeTree, type ObjectPatch, type Rendition, TreeMemo } from '@goldenpath/kustomize';
import { deployment, placed } from './build';

const image = (newTag: string) => [{ name: 'app', newName: 'registry.example/app', newTag }];
const containers = [{ name: 'app', image: 'registry.example/app:v1' }];

const one = [placed(deployment({ containers }, { replicas: 1 }))];
const two = [placed(deployment({ containers }, { replicas: 2 }))];
const replicas: ObjectPatch = {
  file: 'patches/prod/replicas.yaml',
  target: { kind: 'Deployment' },
  merge: { spec: { replicas: 3 } },
};

const withV1 = (objects: Rendition['objects']): Rendition => ({ objects, images: image('v1') });

const FIRST: KustomizeInput = {
  root: 'deploy',
  general: [withV1(one)],
  environments: [{ name: 'prod', ...withV1(two) }],
};

test.each<[string, KustomizeInput]>([
  ['root', { ...FIRST, root: 'other' }],
  ['environment', { ...FIRST, environments: [{ name: 'dev', ...withV1(two) }] }],
  ['image', { ...FIRST, environments: [{ name: 'prod', objects: two, images: image('v2') }] }],
  ['image of the base', { ...FIRST, general: [{ objects: one, images: [] }] }],
  ['base', { ...FIRST, general: [withV1(two)] }],
  ['object of an environment', { ...FIRST, environments: [{ name: 'prod', ...withV1(one) }] }],
  ['patch', { ...FIRST, environments: [{ name: 'prod', ...withV1(two), patches: [replicas] }] }],
])('a tree that differs from an earlier one in its %s does not have its files', (_, input) => {
  const memo = new TreeMemo();
  const first = kustomizeTree(FIRST, memo);
  const tree = kustomizeTree(input, memo);
  expect(tree).toEqual(kustomizeTree(input));
  expect(tree).not.toEqual(first);
});

test('an equal tree is the same one in memory', () => {
  const memo = new TreeMemo();
  const first = kustomizeTree(FIRST, memo);
  expect(kustomizeTree({ ...FIRST, general: [...FIRST.general] }, memo)).toBe(first);
});
