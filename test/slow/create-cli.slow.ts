import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { goldenpath } from '@goldenpath/testing/command';
import { testFolder } from '@goldenpath/testing/folders';
import { bareRepository, filesIn, PLAIN_ENV } from '@goldenpath/testing/git';
import { githubServer } from '@goldenpath/testing/github-server';
import { writtenFleet } from '@goldenpath/testing/written-fleet';

jest.setTimeout(240_000);

const WEB = { kind: 'stateless-app', name: 'web', description: 'Shows pages', owner: 'app-team' };

test('`create` shows each step, and `--undo` takes them back', async () => {
  const cwd = writtenFleet([WEB]);
  const owner = /^organisation: (\S+)/m.exec(readFileSync(join(cwd, 'platform.yaml'), 'utf8'))?.[1] ?? '';
  const initial = { 'README.md': '# web\n' };
  const folder = bareRepository(initial);
  const github = await githubServer({ [`${owner}/web`]: { folder } });
  const config = `[url "${folder}"]\n\tinsteadOf = https://github.com/${owner}/web.git\n`;
  const git = { ...PLAIN_ENV, GIT_CONFIG_GLOBAL: join(testFolder({ config }), 'config') };
  const env = { ...git, GITHUB_API_URL: github.url, GITHUB_TOKEN: 'ghs_ofTheTests' };
  const create = (...flags: string[]) => goldenpath(['create', 'web', ...flags], { cwd, env });
  try {
    const planned = await create('--dry-run');
    expect(planned).toMatchObject({ code: 0, stderr: '' });
    expect(planned.stdout).toMatch(/^ {2}commit {5}planned {3}push \d+ files to main$/m);
    expect(planned.stdout).toContain('\nNothing was changed.\n');
    const made = await create();
    expect(made).toMatchObject({ code: 0, stderr: '' });
    expect(made.stdout).toMatch(/^ {2}commit {5}done {6}pushed \d+ files to main$/m);
    expect(made.stdout).toMatch(/^ {2}backstage {2}skipped {3}no address of Backstage is given$/m);
    expect(made.stdout).toContain('Recorded in .goldenpath/create/web.json.');
    const undone = await create('--undo', '--json');
    expect(JSON.parse(undone.stdout)).toMatchObject({ app: 'web', undo: true });
    expect(filesIn(folder)).toEqual(initial);
  } finally {
    await github.close();
  }
});

test('without a token it is one error', async () => {
  const { code, stdout, stderr } = await goldenpath(['create', 'web'], { cwd: writtenFleet([WEB]), env: PLAIN_ENV });
  expect([code, stdout, stderr]).toEqual([1, '', expect.stringContaining('There is no token for GitHub.')]);
});
