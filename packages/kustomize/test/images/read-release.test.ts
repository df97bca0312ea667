import { BrokenKustomizationError, readRelease } from '@goldenpath/kustomize';

const images = (...lines: string[]) => `kind: Kustomization\nimages:\n${lines.map((line) => `  ${line}\n`).join('')}`;

test.each([
  ['as generated', images('- name: app', '  newName: r.example/app', '  newTag: prod-1a2b3c4'), 'prod-1a2b3c4'],
  ['in any order', images('- newTag: v2', '  name: app'), 'v2'],
  ['among others', images('- name: a', '  newTag: v1', '- name: app', '  newTag: v2'), 'v2'],
  ['quoted', images('- {name: \'app\', newTag: "v2"}'), 'v2'],
  ['like a number', images('- name: app', '  newTag: 1.10'), '1.10'],
  [
    'moved by a later entry for the new name',
    images('- {name: app, newName: r, newTag: v1}', '- {name: r, newTag: v2}'),
    'v2',
  ],
  ['with a capital letter in the field `Images`', 'Images:\n  - name: app\n    newTag: v2\n', 'v2'],
  ['with capital letters in its fields', images('- NAME: app', '  NewTag: v2'), 'v2'],
  ['of a name with a dot for any character', images('- name: a.p', '  newTag: v2'), 'v2'],
  [
    'beside a regular expression that is for another image',
    images('- name: side.*', '  newTag: v1', '- {name: app, newTag: v2}'),
    'v2',
  ],
  ['with comments', `# mine\n${images('- name: app # ours', '  newTag: v2')}`, 'v2'],
])('a tag %s', (_, text, tag) => {
  expect(readRelease(text, 'app')?.newTag).toBe(tag);
});

test.each([
  ['without images', 'kind: Kustomization\n'],
  ['with images of nothing', 'kind: Kustomization\nimages:\n'],
  ['with other images', images('- name: application', '  newTag: v1')],
])('no tag %s', (_, text) => {
  expect(readRelease(text, 'app')).toBeUndefined();
});

test('a digest that a pipeline pinned is read', () => {
  const pinned = readRelease(images('- digest: sha256:abc', '  name: app', '  newName: r.example/app'), 'app');
  expect(pinned).toEqual({ newName: 'r.example/app', digest: 'sha256:abc' });
});

test.each([
  ['conflict markers', 'images:\n<<<<<<< HEAD\n  - name: app\n=======\n', 'this is not YAML'],
  ['one image said twice', images('- name: app', '  newTag: v1', '  newTag: v2'), 'this is not YAML'],
  ['an empty file', '', ''],
  ['a list', '- a\n', 'this is not a kustomization'],
  ['images as a map', 'images: {app: v1}\n', '"images" is not a list'],
  ['an image as text', 'images: [app:v1]\n', '"images" is not a list'],
  [
    'a tag that is merged in',
    `x: &x {newTag: v1}\n${images('- {name: app, <<: *x}')}`,
    '"images" uses a merge key (`<<`)',
  ],
  ['images that are merged in', 'x: &x {images: []}\n<<: *x\n', '"images" uses a merge key (`<<`)'],
  [
    'two documents',
    `${images('- name: app')}---\n${images('- name: app')}`,
    'this is not YAML (the file contains 2 documents)',
  ],
  ['a bottomless nesting', `x: ${'['.repeat(100_000)}`, 'this is not YAML (nesting'],
  ['a field twice in different case', images('- name: app', '  newTag: v1', '  NewTag: v2'), '"newTag" appears twice'],
  ['the old field imageTags', 'kind: Kustomization\nimageTags:\n  - name: app\n', ':2: "imageTags" is the old name'],
  ['a regular expression as a name', images('- name: b', '- name: ap+', '  newTag: v1'), ':4: the name "ap+"'],
  [
    'a regular expression for every image',
    images('- name: x|.*', '  newTag: v1'),
    ':3: the name "x|.*" in "images" is a regular expression',
  ],
  ['a tag that is a list', images('- name: app', '  newTag: [v1]'), '"newTag" of an image is not text'],
])('refuses %s, with the file and a remedy', (_, text, problem) => {
  const read = () => readRelease(text, 'app', 'overlays/prod/kustomization.yaml');
  expect(read).toThrow(BrokenKustomizationError);
  expect(read).toThrow(`overlays/prod/kustomization.yaml${problem.startsWith(':') ? '' : ': '}${problem}`);
  expect(read).toThrow(expect.objectContaining({ remedy: expect.stringContaining('restore it from Git') }));
});
