import { withoutRelease, withReleaseOf } from '@goldenpath/kustomize';

function overlay(entry: string, more = ''): string {
  return `kind: Kustomization\nimages:\n  - name: web\n    newName: registry/web\n${entry}${more}`;
}

const RELEASED = [
  '    newTag: prod-1a2b3c4\n',
  '    newTag: "1234567"\n',
  "    newTag: '0x12'\n",
  '    newTag: prod-1a2b3c4 # by hand\n',
  '    newTag: prod-1a2b3c4\n    digest: sha256:abc\n',
  '    digest: sha256:abc\n',
];

test('the fast path and the parser agree on the text without a release', () => {
  const plain = withoutRelease(overlay('    newTag: prod-0000000\n'), 'web', 'f');
  // A second line that looks like a tag elsewhere disables the fast path.
  const careful = withoutRelease(overlay('    newTag: prod-0000000\n', '  - name: x\n    newTag: y\n'), 'web', 'f');
  expect(careful).toBe(`${plain}  - name: x\n    newTag: y\n`);
  expect(withoutRelease(overlay(RELEASED[0] ?? ''), 'web', 'f')).toBe(plain);
  expect(withoutRelease(overlay(RELEASED[4] ?? ''), 'web', 'f')).toBe(plain);
  expect(withoutRelease('kind: Kustomization\n', 'web', 'f')).toBe('kind: Kustomization\n');
});

test.each(RELEASED)('the release %j is kept when the overlay changes', (entry) => {
  const generated = overlay('    newTag: prod-0000000\n', 'replicas: []\n');
  const merged = withReleaseOf(generated, overlay(entry), 'web', 'f');
  expect(merged).toContain('replicas: []\n');
  expect(merged).not.toContain('0000000');
  expect(withReleaseOf(generated, merged, 'web', 'f')).toBe(merged);
});

test('an overlay without a release passes none on', () => {
  const generated = overlay('    newTag: prod-0000000\n');
  expect(withReleaseOf(generated, 'kind: Kustomization\n', 'web', 'f')).toBe(generated);
  expect(withReleaseOf(generated, overlay(''), 'web', 'f')).toBe(generated);
  expect(() => withReleaseOf(generated, '{', 'web', 'f')).toThrow('f: this is not YAML');
});

test.each([
  [
    'moved into a component',
    'kind: Kustomization\ncomponents:\n  - ../../pinned\n',
    'f:2: the entry for "web" in "images" is missing',
  ],
  ['removed', 'kind: Kustomization\n', 'f:1: the entry for "web" in "images" is missing'],
  [
    'renamed',
    overlay('    newTag: v1\n').replace('name: web', 'name: shop'),
    'f:2: the entry for "web" in "images" is missing',
  ],
])('an entry that was %s is an error if goldenpath released it', (_, from, error) => {
  expect(() => withReleaseOf(overlay('    newTag: prod-0000000\n'), from, 'web', 'f', true)).toThrow(error);
});
