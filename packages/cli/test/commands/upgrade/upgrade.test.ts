import { run } from '@goldenpath/cli';
import { UserError } from '@goldenpath/errors';
import type { UpgradedRepository } from '@goldenpath/fleet';
import { writtenFleet } from '@goldenpath/testing/written-fleet';
import { pullRequestsData, pullRequestsText } from '../../../src/commands/upgrade/render-pull-requests';
import { contextOf } from '../../context';

const WEB = { kind: 'stateless-app', name: 'web', description: 'Shows pages', owner: 'app-team' };

test.each([
  ['no application', ['--repo', 'x'], 'A folder is the repository of one application. Name one'],
  ['two applications and a folder', ['web', 'api', '--repo', 'x'], 'A folder is the repository of one application.'],
  ['no folder', ['web'], '`--repo` names no folder. Pass the folder of a clone, or add `--pull-request`.'],
  ['all into a folder', ['--all', '--repo', 'x'], '`--all` upgrades through pull requests. Add `--pull-request`'],
  ['all and a name', ['web', '--all', '--pull-request'], '`--all` and names of applications exclude each other.'],
  ['neither all nor a name', ['--pull-request'], 'No application is named. Name applications, or pass `--all`.'],
  ['an empty address', ['--all', '--pull-request', '--repo', ''], '`--repo` is empty.'],
  ['a time limit of no time', ['--all', '--pull-request', '--timeout', '0'], 'Give a whole number of seconds'],
  ['no token', ['--all', '--pull-request'], 'There is no token for GitHub. Set GITHUB_TOKEN'],
])('refused: %s', async (_name, args, message) => {
  const context = contextOf(writtenFleet([WEB]), false);
  expect(await run(['upgrade', ...args], context)).toBe(1);
  expect(context.printed.join('')).toContain(message);
});

const RESULTS: readonly UpgradedRepository[] = [
  { app: 'api', repository: 'https://github.com/acme/api.git', upgrade: { outcome: 'unchanged', files: [] } },
  {
    app: 'web',
    repository: 'https://github.com/acme/web.git',
    upgrade: {
      outcome: 'opened',
      files: [
        { path: 'app.py', ownership: 'once', change: 'conflict', note: '1 conflict' },
        { path: 'metadata.yaml', ownership: 'managed', change: 'updated' },
        { path: 'README.md', ownership: 'once', change: 'kept' },
      ],
      pullRequest: { number: 7, url: 'https://github.com/acme/web/pull/7' },
    },
  },
  {
    app: 'shop',
    repository: 'https://github.com/acme/shop.git',
    failure: new UserError('It is gone.', 'Create it.'),
  },
];

test('each repository has a line, and failures are counted', () => {
  expect(pullRequestsText(RESULTS, contextOf('/', false))).toBe(
    [
      'api  up to date',
      'web  https://github.com/acme/web/pull/7 opened  (2 files, 1 with conflicts)',
      'shop  failed: It is gone. Create it.',
      '',
      '1 of 3 repositories failed.',
      '',
    ].join('\n'),
  );
});

test('a bug in one repository is shown with its details, and the others keep their lines', () => {
  const bug = new TypeError('x is not a function');
  const results = [...RESULTS, { app: 'old', repository: 'https://github.com/acme/old.git', failure: bug }];
  const text = pullRequestsText(results, contextOf('/', false));
  expect(text).toContain('api  up to date\n');
  expect(text).toContain(
    'old  failed: This is a bug in goldenpath. Please report it with the details below.\nTypeError',
  );
  expect(pullRequestsData([{ app: 'old', repository: 'r', failure: bug }], false)).toMatchObject({
    repositories: [{ app: 'old', error: 'x is not a function', bug: true }],
  });
});

test('the data for programs has the reason of a failure, and the files of the others', () => {
  expect(pullRequestsData(RESULTS, false)).toMatchObject({
    dryRun: false,
    repositories: [
      { app: 'api', outcome: 'unchanged' },
      { app: 'web', outcome: 'opened', pullRequest: { number: 7 }, files: [{}, {}, {}] },
      { app: 'shop', error: 'It is gone.', remedy: 'Create it.' },
    ],
  });
});
