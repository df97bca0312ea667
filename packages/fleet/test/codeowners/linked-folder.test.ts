import * as fs from 'node:fs';
import * as path from 'node:path';
import { openFleet } from '@goldenpath/fleet';
import { testFolder } from '@goldenpath/testing/folders';
import { copyOfFleet } from '@goldenpath/testing/simulated-fleet';

/** A fleet whose folder `.github` is a link to a folder outside of the repository. */
function linkedFleet(files: Readonly<Record<string, string>> = {}) {
  const folder = copyOfFleet();
  const outside = testFolder(files);
  fs.rmSync(path.join(folder, '.github'), { recursive: true, force: true });
  fs.symlinkSync(outside, path.join(folder, '.github'));
  return { folder, outside, fleet: openFleet({ cwd: folder }) };
}

test('F18: CODEOWNERS is not written through a linked `.github` folder', async () => {
  const { fleet, folder, outside } = linkedFleet();
  const error = (await fleet.codeOwners({ repository: folder }).catch((thrown: unknown) => thrown)) as Error & {
    readonly remedy?: string;
  };
  fleet.close();
  expect(error.message).toContain('.github');
  expect(error.message).toContain('through a symbolic link');
  expect(error.remedy).toContain('move it away');
  expect(fs.readdirSync(outside)).toEqual([]);
  expect(fs.lstatSync(path.join(folder, '.github')).isSymbolicLink()).toBe(true);
});

test('F18: a generated CODEOWNERS behind the link is not replaced', async () => {
  const copy = copyOfFleet();
  const own = openFleet({ cwd: copy });
  const { content } = await own.codeOwners({ repository: copy, check: true });
  own.close();
  const earlier = `${content}/more/ @a/b\n`;
  const { fleet, folder, outside } = linkedFleet({ CODEOWNERS: earlier });
  await expect(fleet.codeOwners({ repository: folder })).rejects.toThrow('through a symbolic link');
  fleet.close();
  expect(fs.readFileSync(path.join(outside, 'CODEOWNERS'), 'utf8')).toBe(earlier);
});
