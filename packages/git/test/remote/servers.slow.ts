import { join } from 'node:path';
import { changeRepository, type ChangeOutcome } from '@goldenpath/git';
import { changeOptions, commitAs, filesIn, git, PLAIN_ENV } from '@goldenpath/testing/git';
import { testdir } from '@goldenpath/testing/testdir';

/** A repository with its own settings. `file://` makes them apply as on a server. */
function server(settings: Readonly<Record<string, string>> = {}, format = 'sha1'): string {
  const folder = join(testdir(), 'remote.git');
  git('/', ['init', '--quiet', '--bare', '--initial-branch=main', `--object-format=${format}`, folder]);
  for (const [name, value] of Object.entries(settings)) git(folder, ['config', name, value]);
  commitAs(folder, 'Somebody', { 'a/x.txt': 'x\n', 'b/y.txt': 'y\n', 'c/large.txt': 'z'.repeat(10_000) });
  commitAs(folder, 'Somebody', { 'a/x.txt': 'xx\n' });
  return folder;
}

async function change(
  url: string,
  configuration: Readonly<Record<string, string>> = {},
  env: Readonly<Record<string, string>> = {},
): Promise<ChangeOutcome<number>> {
  const entries = Object.entries(configuration);
  const variables = entries.flatMap(([key, value], index) => [
    [`GIT_CONFIG_KEY_${index}`, key],
    [`GIT_CONFIG_VALUE_${index}`, value],
  ]);
  const all = { ...PLAIN_ENV, ...env, GIT_CONFIG_COUNT: `${entries.length}`, ...Object.fromEntries(variables) };
  return changeRepository(
    { url, branch: 'main' },
    async (tip) => ({
      writes: new Map([['a/x.txt', `${await tip.read('a/x.txt')}ours\n`]]),
      removals: ['b/y.txt'],
      message: 'm\n',
      result: (await tip.history(['log', '--format=%H', tip.commit ?? ''])).trim().split('\n').length,
    }),
    changeOptions({ env: all, random: () => 0, temporaryFolder: testdir() }),
  );
}

const AFTER = { 'a/x.txt': 'xx\nours\n', 'c/large.txt': 'z'.repeat(10_000) };
const FILTERS = { 'uploadpack.allowFilter': 'true' };

test.each([
  ['leaves out files when asked', FILTERS, {}],
  ['cannot leave out files', {}, {}],
  ['leaves out files, and hands out no single ones', FILTERS, { 'protocol.version': '0' }],
  ['speaks an old protocol', {}, { 'protocol.version': '0' }],
  ['checks every object', { ...FILTERS, 'receive.fsckObjects': 'true' }, { 'transfer.fsckObjects': 'true' }],
])('a server that %s', async (_name, settings, configuration) => {
  const folder = server(settings);
  const outcome = await change(`file://${folder}`, configuration);
  expect(outcome).toMatchObject({ pushed: true, result: 2 });
  expect(filesIn(folder)).toEqual(AFTER);
  git(folder, ['fsck', '--strict']);
});

test('a server with SHA-256 object ids', async () => {
  const folder = server(FILTERS, 'sha256');
  expect(await change(`file://${folder}`)).toMatchObject({ pushed: true, result: 2 });
  expect(filesIn(folder)).toEqual(AFTER);
});

test.each<[string, Record<string, string>, Record<string, string>]>([
  [
    'their own ways of fetching and pushing',
    {
      'push.default': 'nothing',
      'push.negotiate': 'true',
      'push.followTags': 'true',
      'push.gpgSign': 'if-asked',
      'remote.pushDefault': 'elsewhere',
      'fetch.prune': 'true',
      'fetch.unpackLimit': '1',
      'fetch.negotiationAlgorithm': 'skipping',
      'core.autocrlf': 'true',
      'core.hooksPath': '/nonexistent',
      'safe.bareRepository': 'explicit',
      'color.ui': 'always',
    },
    {},
  ],
  [
    'a hook that runs us',
    {},
    { GIT_DIR: '/nonexistent', GIT_INDEX_FILE: '/nonexistent', GIT_WORK_TREE: '/nonexistent' },
  ],
  ['traces', {}, { GIT_TRACE: '1', GIT_TRACE_PACKET: '1', GIT_TRACE_CURL: '1' }],
  ['defaults of another kind', {}, { GIT_DEFAULT_HASH: 'sha256', GIT_DEFAULT_REF_FORMAT: 'reftable' }],
])('a person who has %s', async (_name, configuration, env) => {
  const folder = server();
  expect(await change(folder, configuration, env)).toMatchObject({ pushed: true, result: 2 });
  expect(filesIn(folder)).toEqual(AFTER);
});

test('a configured rule that rewrites the URL to one that runs a program', async () => {
  const folder = server();
  const rule = { [`url.ext::sh -c true #.insteadOf`]: folder };
  await expect(change(folder, rule)).rejects.toThrow("transport 'ext' not allowed");
});

test('an unknown branch is not created in a repository that has others', async () => {
  const folder = server();
  const target = { url: folder, branch: 'mian' };
  const proposal = async () => ({ writes: new Map([['x', 'x']]), removals: [], message: 'm', result: 0 });
  await expect(changeRepository(target, proposal, changeOptions())).rejects.toThrow(
    `There is no branch mian in ${folder}.`,
  );
  expect(git(folder, ['for-each-ref', '--format=%(refname)'])).toBe('refs/heads/main\n');
});
