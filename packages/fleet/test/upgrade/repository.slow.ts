import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { recordFile } from '@goldenpath/scaffold';
import { commit, git } from '@goldenpath/testing/clone';
import { testFolder, writeFiles } from '@goldenpath/testing/folders';
import { changes, edits, generatedRepository, treeOf, upgradeTo } from './repository';

jest.setTimeout(300_000);

const WAS = { 'a.ts': 'one\ntwo\nthree\n', 'platform/b': 'b\n' };
const NOW = { 'a.ts': 'one\ntwo\nTHREE\n', 'platform/b': 'b2\n' };

async function refused(root: string, message: string): Promise<void> {
  const before = treeOf(root);
  await expect(upgradeTo(root, NOW)).rejects.toThrow(message);
  expect(treeOf(root)).toEqual(before);
}

test.each([
  ['a changed file', (root: string) => writeFileSync(join(root, 'a.ts'), 'ours\n'), 'a.ts'],
  ['a staged file', (root: string) => (edits.write({ 'c.ts': 'ours' })(root), git(root, 'add', 'c.ts')), 'c.ts'],
  ['an untracked file', edits.write({ 'new/c.ts': 'ours' }), 'new/c.ts'],
  ['a removed file', edits.remove('a.ts'), 'a.ts'],
])('uncommitted changes are refused: %s', async (_name, edit, path) => {
  const root = generatedRepository(WAS);
  edit(root);
  await refused(root, `${root} has uncommitted changes: ${path}. Commit them, or put them away with \`git stash`);
});

test('files that Git ignores do not count as uncommitted changes', async () => {
  const root = generatedRepository({ ...WAS, '.gitignore': 'node_modules\n' });
  edits.write({ 'node_modules/x/index.js': 'x' })(root);
  expect(changes(await upgradeTo(root, { ...NOW, '.gitignore': 'node_modules\n' }))).toEqual({
    'a.ts': 'updated',
    'platform/b': 'updated',
  });
});

test('an edit of the platform file that is in no commit is refused, because it could not be restored', async () => {
  const root = generatedRepository(WAS);
  edits.write({ '.gitignore': 'platform\n' })(root);
  git(root, 'rm', '--quiet', '--cached', 'platform/b');
  commit(root, 'ignore');
  edits.write({ 'platform/b': 'ours\n' })(root);
  await refused(root, 'platform/b belongs to the platform, and Git ignores it');
});

test('the repository of another application is refused', async () => {
  const root = generatedRepository(WAS);
  writeFileSync(join(root, '.goldenpath.json'), recordFile('other', []).content);
  commit(root, 'other');
  await refused(root, `${root} is the repository of other, not of web.`);
});

test('a folder without a record is refused, and the remedy names the command that makes one', async () => {
  const root = testFolder({ 'a.ts': 'a\n' });
  git(root, 'init', '--quiet');
  commit(root, 'one');
  await refused(root, `run \`goldenpath scaffold web --out ${root}\``);
});

test.each([
  ['is missing', (file: string) => rmSync(file)],
  ['has conflict markers', (file: string) => writeFileSync(file, '<<<<<<< HEAD\n{}\n')],
  ['is of a later version', (file: string) => writeFileSync(file, '{"version":2}')],
  [
    'names a path outside of the repository',
    (file: string) =>
      writeFileSync(
        file,
        JSON.stringify({ version: 1, app: 'web', files: { '../x': { ownership: 'managed', digest: '~' } } }),
      ),
  ],
  [
    'names an application with control characters',
    (file: string) => writeFileSync(file, JSON.stringify({ version: 1, app: 'x\u001b[31m\n', files: {} })),
  ],
  [
    'names a file of Git in a folder',
    (file: string) =>
      writeFileSync(
        file,
        JSON.stringify({ version: 1, app: 'web', files: { 'lib/.Git/x': { ownership: 'managed', digest: '~' } } }),
      ),
  ],
  [
    'names a file of Git',
    (file: string) =>
      writeFileSync(
        file,
        JSON.stringify({ version: 1, app: 'web', files: { '.git/config': { ownership: 'managed', digest: '~' } } }),
      ),
  ],
])('a record that %s is taken from the Git history', async (_name, damage) => {
  const root = generatedRepository(WAS);
  edits.write({ 'a.ts': 'ONE\ntwo\nthree\n' })(root);
  damage(join(root, '.goldenpath.json'));
  commit(root, 'damage');
  const upgraded = await upgradeTo(root, NOW);
  expect(upgraded.isRecordRestored).toBe(true);
  expect(changes(upgraded)).toEqual({ 'a.ts': 'merged', 'platform/b': 'updated' });
  expect(readFileSync(join(root, 'a.ts'), 'utf8')).toBe('ONE\ntwo\nTHREE\n');
});

test('a file of the platform below a link that leaves the repository is refused', async () => {
  const root = generatedRepository(WAS);
  const outside = testFolder({ b: 'b\n' });
  rmSync(join(root, 'platform'), { recursive: true });
  symlinkSync(outside, join(root, 'platform'));
  commit(root, 'link');
  await refused(root, 'Nothing was changed: platform/b is below a symbolic link');
  expect(readFileSync(join(outside, 'b'), 'utf8')).toBe('b\n');
});

test.each<[string, (root: string) => void, string]>([
  [
    'a folder in place of the record',
    (root) => (rmSync(join(root, '.goldenpath.json')), writeFiles(root, { '.goldenpath.json/x': 'x\n' })),
    '.goldenpath.json is a folder',
  ],
  [
    'a link in place of the record',
    (root) => (rmSync(join(root, '.goldenpath.json')), symlinkSync('/etc/hostname', join(root, '.goldenpath.json'))),
    '.goldenpath.json is a symbolic link',
  ],
  [
    'a file whose name differs in case from a file of the platform',
    (root) => (git(root, 'rm', '--quiet', '-r', 'platform'), writeFiles(root, { 'Platform/B': 'ours\n' })),
    'platform/b is there as Platform/B',
  ],
])('%s is refused, and nothing is changed', async (_name, edit, message) => {
  const root = generatedRepository(WAS);
  edit(root);
  commit(root, 'team');
  await refused(
    root,
    `Nothing was changed: ${message}, and the platform keeps a file there. Remove it, or move it away`,
  );
});

test('nothing is written into a submodule', async () => {
  const root = generatedRepository(WAS);
  git(root, 'rm', '--quiet', '-r', 'platform');
  const other = generatedRepository({ z: 'z\n' });
  git(root, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', other, 'platform');
  commit(root, 'submodule');
  await refused(root, 'Nothing was changed: platform/b is in a submodule');
  git(root, 'mv', 'platform', 'lib');
  commit(root, 'move');
  const upgraded = await upgradeTo(root, { ...NOW, 'lib/x.ts': 'x\n' });
  expect(upgraded.files).toContainEqual({
    path: 'lib/x.ts',
    ownership: 'once',
    change: 'kept',
    note: 'it is in a submodule',
  });
});

test('a file with unresolved conflicts of an earlier upgrade is refused', async () => {
  const root = generatedRepository(WAS);
  edits.write({ 'a.ts': 'one\n<<<<<<< this repository\nours\n=======\ntheirs\n>>>>>>> generated now\n' })(root);
  commit(root, 'unresolved');
  await refused(root, 'a.ts still has conflicts of an earlier upgrade. Resolve them');
});

test('a long file whose last version is in no commit is a conflict of what differs', async () => {
  const long = (line: string) => `${'same\n'.repeat(5000)}${line}\n`;
  const root = generatedRepository({ 'lock.json': long('old') });
  edits.write({ 'lock.json': long('ours') })(root);
  git(root, 'add', '--all');
  git(root, 'commit', '--quiet', '--amend', '--message', 'squashed');
  expect(changes(await upgradeTo(root, { 'lock.json': long('new') }))).toEqual({ 'lock.json': 'conflict' });
  expect(readFileSync(join(root, 'lock.json'), 'utf8')).toBe(
    long('<<<<<<< this repository\nours\n=======\nnew\n>>>>>>> generated now'),
  );
});

test('a folder that is no repository, is inside one, or does not exist is refused', async () => {
  const root = generatedRepository(WAS);
  mkdirSync(join(root, 'inside'));
  await expect(upgradeTo(join(root, 'inside'), NOW)).rejects.toThrow('is not a repository of its own');
  await expect(upgradeTo(join(root, 'none'), NOW)).rejects.toThrow('none is not a folder.');
  await expect(upgradeTo(testFolder(), NOW)).rejects.toThrow('is not in a Git repository');
});

test('a worktree, whose Git folder is elsewhere, is upgraded', async () => {
  const root = generatedRepository(WAS);
  const tree = join(testFolder(), 'tree');
  git(root, 'worktree', 'add', '--quiet', tree, '-b', 'upgrade');
  writeFiles(tree, { 'a.ts': 'ONE\ntwo\nthree\n' });
  commit(tree, 'team');
  expect(changes(await upgradeTo(tree, NOW))).toEqual({ 'a.ts': 'merged', 'platform/b': 'updated' });
  expect(existsSync(join(tree, '.git/goldenpath'))).toBe(false);
});

test('a dry run changes nothing', async () => {
  const root = generatedRepository(WAS);
  const before = treeOf(root);
  expect(changes(await upgradeTo(root, NOW, true))).toEqual({ 'a.ts': 'updated', 'platform/b': 'updated' });
  expect(treeOf(root)).toEqual(before);
  expect(git(root, 'status', '--porcelain')).toBe('');
});

test('two upgrades at the same time give the same as one', async () => {
  const [root, other] = [generatedRepository(WAS), generatedRepository(WAS)];
  await Promise.allSettled([upgradeTo(root, NOW), upgradeTo(root, NOW)]);
  await upgradeTo(other, NOW);
  expect(treeOf(root)).toEqual(treeOf(other));
});
