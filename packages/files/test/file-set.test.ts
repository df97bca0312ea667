import { FileCollisionError, fileSet, type GeneratedFile } from '@goldenpath/files';

function file(path: string): GeneratedFile {
  return { path, content: '', ownership: 'managed' };
}

test('files come in the order of their paths, whatever order they were made in', () => {
  const paths = ['b', 'a/c', 'a-b', 'C/a', 'a/b/c'];
  expect(fileSet(paths.map(file)).map(({ path }) => path)).toEqual(['C/a', 'a-b', 'a/b/c', 'a/c', 'b']);
});

test.each([
  [['a', 'a'], 'Two generators made the same file, a.'],
  [['a/b', 'A/b'], 'a/b and A/b cannot both exist where file names ignore case.'],
  [['a', 'a/b'], 'a and a/b cannot both exist where file names ignore case.'],
  [['a/b/c/d', 'a/b/e', 'a/b'], 'a/b and a/b/c/d cannot both exist where file names ignore case.'],
  [['x/y', 'a/b/e', 'A', 'x/z'], 'A and a/b/e cannot both exist where file names ignore case.'],
])('%j cannot be side by side', (paths, message) => {
  expect(() => fileSet(paths.map(file))).toThrow(FileCollisionError);
  expect(() => fileSet(paths.map(file))).toThrow(message);
});
