import * as fs from 'node:fs';
import * as path from 'node:path';
import { SUPPORTED_VERSIONS } from '@goldenpath/database';
import { openFleet } from '@goldenpath/fleet';
import { fleetFolder } from '@goldenpath/testing/fleet-folder';

test('a platform file can name exactly the versions of PostgreSQL that can be provisioned', async () => {
  const fleet = fleetFolder();
  const file = path.join(fleet.root, 'platform.yaml');
  const platform = JSON.parse(fs.readFileSync(file, 'utf8')) as object;
  const accepted: number[] = [];
  for (let version = 12; version < 21; version++) {
    fs.writeFileSync(file, JSON.stringify({ ...platform, postgres: { version: String(version) } }));
    await openFleet({ cwd: fleet.root })
      .validate()
      .then(
        () => accepted.push(version),
        (error: unknown) => expect(error).toMatchObject({ diagnostics: [{ location: { file: 'platform.yaml' } }] }),
      );
  }
  fleet.remove();
  const { from, to } = SUPPORTED_VERSIONS;
  expect(accepted).toEqual(Array.from({ length: to - from + 1 }, (_, index) => from + index));
});
