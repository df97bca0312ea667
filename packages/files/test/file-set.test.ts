import { FileCollisionError, fileSet, type GeneratedFile } from '@goldenpath/files';

function file(path: string): GeneratedFile {
  return { path, content: '', ownership: 'managed' };
}

test('files are sorted by path, whatever their order of creation', () => {
  const paths = ['b', 'a/c', 'a-b', 'C/a', 'a/b/c'];
  expect(fileSet(paths.map(file)).map(({ path }) => path)).toEqual(['C/a', 'a-b', 'a/b/c', 'a/c', 'b']);
});

test.each([
  [['a', 'a'], 'Two generators made the same file, a.'],
  [['a/b', 'A/b'], 'a/b and A/b cannot both exist on a case-insensitive file system.'],
  [['a', 'a/b'], 'a and a/b cannot both exist on a case-insensitive file system.'],
  [['a/b/c/d', 'a/b/e', 'a/b'], 'a/b and a/b/c/d cannot both exist on a case-insensitive file system.'],
  [['x/y', 'a/b/e', 'A', 'x/z'], 'A and a/b/e cannot both exist on a case-insensitive file system.'],
])('%j collide', (paths, message) => {
  expect(() => fileSet(paths.map(file))).toThrow(FileCollisionError);
  expect(() => fileSet(paths.map(file))).toThrow(message);
});
