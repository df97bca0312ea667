import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { draftFleet } from '@goldenpath/fleet';
import { ROOT } from '@goldenpath/testing/fleet';
import { testFolder, writeFiles } from '@goldenpath/testing/folders';
import { describeShell, git, runShell } from '@goldenpath/testing/workflow-run';
import { stacksIn } from './fleet-repository';

/** The scripts of a new fleet, in its own repository. */
describeShell('the workflows of a new fleet', () => {
  const npm = `require('node:fs').symlinkSync(${JSON.stringify(join(ROOT, 'node_modules'))}, 'node_modules');`;

  async function newFleet() {
    const folder = testFolder();
    const { files } = await draftFleet({}, { version: '1.0.0' });
    writeFiles(folder, Object.fromEntries(files.map(({ path, text }) => [path, text])));
    await git(folder, ['init', '--quiet']);
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    // Of the folder in tests, which is a link: the file of a new fleet ignores a folder.
    writeFiles(folder, { '.git/info/exclude': 'node_modules\n' });
    const commit = async () => {
      await git(folder, ['add', '--all']);
      await git(folder, ['commit', '--quiet', '--message', 'Change']);
      return (await git(folder, ['rev-parse', 'HEAD'])).trim();
    };
    return { folder, commit };
  }

  const find = (folder: string, target: string) =>
    runShell('node scripts/ci/find-deployment.mjs', { cwd: folder, env: { TARGET: target } });

  test('A4: deploy what differs since the tag of a target, and nothing that a later commit has replaced', async () => {
    const { folder, commit } = await newFleet();
    const first = await commit();
    const before = await find(folder, 'organisation-wide');
    expect({ code: before.code, stderr: before.stderr }).toEqual({ code: 0, stderr: '' });
    expect(before.outputs['work']).toBe('stacks');
    expect(stacksIn(before.outputs['first'])).toEqual(['app-hello']);
    expect((await find(folder, 'dev')).stderr).toContain('organisation-wide comes before dev');
    writeFiles(folder, { 'README.md': 'Later' });
    await commit();
    for (const target of ['organisation-wide', 'dev']) await git(folder, ['tag', `deployed/${target}`]);
    expect((await find(folder, 'dev')).outputs['work']).toBe('nothing');
    await git(folder, ['checkout', '--quiet', first]);
    expect((await find(folder, 'dev')).outputs['work']).toBe('superseded');
  });

  test('find stacks that left the fleet, with the packages of the commit that had them', async () => {
    const { folder, commit } = await newFleet();
    const had = await commit();
    await git(folder, ['tag', `deploying/organisation-wide/${had}`]);
    rmSync(join(folder, 'apps/hello'), { recursive: true });
    writeFiles(folder, {
      'apps/other/app.yaml': 'kind: stateless-app\nname: other\ndescription: x\nowner: platform-team\n',
    });
    await commit();
    const env = { SNAPSHOTS: join(testFolder(), 'removed') };
    const { outputs, stderr } = await runShell('node scripts/ci/find-removals.mjs', {
      cwd: folder,
      env,
      programs: { npm },
    });
    expect(stderr).not.toContain('Error');
    expect(JSON.parse(outputs['matrix'] ?? '')).toMatchObject({
      include: [{ environment: 'organisation-wide', base: had, stacks: 'app-hello' }],
    });
  });
});
