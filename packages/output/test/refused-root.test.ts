import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockFolder, openComparison, openPublication, UnwritableTreeError } from '@goldenpath/output';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'refused-root-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a link to itself is refused with an error for the user', async () => {
  const root = join(folder, 'loop');
  symlinkSync(root, root);
  await expect(openPublication([{ root: join(root, 'tree') }])).rejects.toThrow(UnwritableTreeError);
  await expect(openPublication([{ root }])).rejects.toThrow('is not a folder');
  expect(() => openComparison([{ root }])).toThrow(UnwritableTreeError);
});

test.each(['/proc/x', '/proc/x/y'])('an output folder %s is refused, and does not hang', async (root) => {
  const opened = openPublication([{ root }]);
  await expect(opened).rejects.toThrow(UnwritableTreeError);
  await expect(opened).rejects.toThrow(/does not allow new folders|read-only/);
});

test('a lock below /proc is refused, and does not hang', async () => {
  await expect((async () => lockFolder('/proc/x/y', 0))()).rejects.toThrow('ENOENT');
});
