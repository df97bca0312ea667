import { existsSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { draftFleet } from '@goldenpath/fleet';
import { ROOT } from '@goldenpath/testing/fleet';
import { testFolder } from '@goldenpath/testing/folders';
import {
  describeShell,
  expectNothingRan,
  git,
  HOSTILE,
  runStep,
  type StepResult,
  type TestRepository,
  testRepository,
} from '@goldenpath/testing/workflow-run';
import { step } from '@goldenpath/testing/workflows';
import { load } from 'js-yaml';

const SLOW = 300_000;
const FILE = 'create-rds-database.yml';
const BRANCH = 'create-rds-database/user-service';
const OPEN_URL = 'https://github.com/acme/fleet/pull/7';

/** The form of the seed. */
const FORM = {
  component_id: 'user-service',
  databaseName: 'users_db',
  username: 'users_app_user',
  owner: 'app-team',
  environment: 'dev',
  kind: 'rds-database',
  size: 'small',
  instance: 'shared',
  risk: 'medium',
  description: '',
};
type Form = typeof FORM;

interface Requested {
  readonly spec: StepResult;
  /** Undefined where the first job stops, or finds nothing to do. */
  readonly request?: StepResult;
}

describeShell('create-rds-database.yml', () => {
  const write = step(FILE, 'spec', 'Write the spec');
  const open = step(FILE, 'request', 'Open the pull request');
  let fleet: TestRepository;
  let bare: string;
  let config: string;
  /** A file that exists while a pull request is open. */
  let pull: string;

  beforeEach(async () => {
    fleet = testRepository({
      'platform.yaml': readFileSync(join(ROOT, 'platform.yaml'), 'utf8'),
      'apps/orders/app.yaml': JSON.stringify({
        kind: 'rds-database',
        name: 'orders',
        description: 'Orders',
        owner: 'app-team',
        database: { name: 'orders_db', username: 'orders_user' },
      }),
    });
    await fleet.git('init', '--quiet');
    symlinkSync(join(ROOT, 'node_modules'), join(fleet.folder, 'node_modules'));
    await fleet.commit({}, 'First');
    bare = testFolder();
    await git(bare, ['init', '--quiet', '--bare', '--initial-branch=main']);
    await fleet.git('push', '--quiet', bare, 'HEAD:refs/heads/main');
    const insteadOf = `[url "${bare}"]\n  insteadOf = https://github.com/acme/fleet.git\n`;
    const state = testFolder({ config: insteadOf });
    config = join(state, 'config');
    pull = join(state, 'open');
  });

  const gh = () => `
    const fs = require('node:fs');
    const open = ${JSON.stringify(pull)};
    if (args[1] === 'list') return fs.existsSync(open) ? '${OPEN_URL}\\n' : '\\n';
    fs.writeFileSync(open, '');
    return '${OPEN_URL}\\n';`;

  /** Runs both jobs from a clean checkout of the default branch, as GitHub does. */
  async function submit(given: Partial<Form> = {}, app = '12'): Promise<Requested> {
    const form = Object.entries({ ...FORM, ...given }).map(([name, value]) => [`inputs.${name}`, value]);
    const checkOut = async () => {
      await fleet.git('reset', '--quiet', '--hard', 'main');
      await fleet.git('clean', '--quiet', '--force', '-d');
      // A run fetches single commits, and each run of GitHub has a clone of its own.
      rmSync(join(fleet.folder, '.git/shallow'), { force: true });
    };
    await fleet.git('switch', '--quiet', '--detach', 'main');
    await checkOut();
    const spec = await runStep(write, { cwd: fleet.folder, values: Object.fromEntries(form) });
    const { name = '', patch = '' } = spec.outputs;
    await checkOut();
    if (spec.code !== 0 || patch === '') return { spec };
    const request = await runStep(open, {
      cwd: fleet.folder,
      values: {
        'needs.spec.outputs.name': name,
        'needs.spec.outputs.patch': patch,
        'github.event.repository.default_branch': 'main',
        'vars.REQUEST_APP_ID': app,
        'steps.app.outputs.token || github.token': 'ghs_SECRET',
        'github.actor': 'a-person',
        'github.actor_id': '42',
      },
      env: { GIT_CONFIG_GLOBAL: config },
      programs: { gh: gh() },
    });
    return { spec, request };
  }

  const branches = async () => (await git(bare, ['for-each-ref', '--format=%(refname:lstrip=2)'])).trim().split('\n');
  const onBranch = (file: string) => git(bare, ['show', `${BRANCH}:${file}`]);
  const created = ({ request }: Requested) =>
    request?.calls.filter(({ args }) => args[1] === 'create').map(({ args }) => args) ?? [];

  test(
    'the form becomes a spec, and the spec a pull request',
    async () => {
      const done = await submit();
      expect(done.request).toMatchObject({ code: 0, stdout: expect.stringContaining(OPEN_URL) });
      expect(created(done)).toEqual([
        expect.arrayContaining(['--base', 'main', '--head', BRANCH, '--title', 'Add the database of user-service']),
      ]);
      expect(done.request?.summary).toContain(OPEN_URL);
      expect(load(await onBranch('apps/user-service/app.yaml'))).toEqual({
        kind: 'rds-database',
        name: 'user-service',
        description: 'The database users_db',
        owner: 'app-team',
        environments: ['dev'],
        database: { name: 'users_db', username: 'users_app_user', size: 'small' },
        risk: 'medium',
      });
      expect(await git(bare, ['diff', '--name-only', 'main', BRANCH])).toBe('apps/user-service/app.yaml\n');
      expect(await git(bare, ['log', '-1', '--format=%an <%ae> %cn', BRANCH])).toBe(
        'a-person <42+a-person@users.noreply.github.com> goldenpath\n',
      );
      expect(JSON.stringify(done)).not.toContain('ghs_SECRET');
    },
    SLOW,
  );

  test(
    'the request brings the catalog of databases and CODEOWNERS, where the repository has them',
    async () => {
      await fleet.git('switch', '--quiet', 'main');
      const prepared = await runStep({ run: 'goldenpath rds catalog && goldenpath codeowners' }, { cwd: fleet.folder });
      expect(prepared).toMatchObject({ code: 0 });
      await fleet.commit({}, 'Catalog');
      await fleet.git('push', '--quiet', bare, 'main');
      await submit({ kind: 'backend-app-rds', instance: 'dedicated', description: 'Users & accounts' });
      expect(await git(bare, ['diff', '--name-only', 'main', BRANCH])).toBe(
        '.github/CODEOWNERS\napps/user-service/app.yaml\nrds-catalog.yaml\n',
      );
      expect(await onBranch('rds-catalog.yaml')).toContain('users_db');
      expect(load(await onBranch('apps/user-service/app.yaml'))).toMatchObject({
        kind: 'backend-app-rds',
        description: 'Users & accounts',
        database: { instance: 'dedicated' },
      });
      // What a review of the pull request would say of the files.
      await fleet.git('fetch', '--quiet', bare, BRANCH);
      await fleet.git('switch', '--quiet', '--detach', 'FETCH_HEAD');
      const checked = await runStep(
        { run: 'goldenpath validate && goldenpath rds catalog --check && goldenpath codeowners --check' },
        { cwd: fleet.folder },
      );
      expect(checked).toMatchObject({ code: 0 });
    },
    SLOW,
  );

  test(
    'a request that is repeated makes no second pull request: open, closed and merged',
    async () => {
      await submit();
      const commit = await git(bare, ['rev-parse', BRANCH]);
      const again = await submit();
      expect(again.request).toMatchObject({ code: 0, stdout: `The pull request is open: ${OPEN_URL}\n` });
      expect(created(again)).toEqual([]);
      expect(await git(bare, ['rev-parse', BRANCH])).toBe(commit);
      // The pull request of the first run was never made, or was closed.
      rmSync(pull);
      const reopened = await submit();
      expect(reopened.request).toMatchObject({ code: 0 });
      expect(created(reopened)).toHaveLength(1);
      await fleet.git('fetch', '--quiet', bare, BRANCH);
      await fleet.git('switch', '--quiet', 'main');
      await fleet.git('merge', '--quiet', '--ff-only', 'FETCH_HEAD');
      const merged = await submit();
      expect(merged.spec).toMatchObject({
        code: 0,
        stdout: 'The fleet has this database: apps/user-service/app.yaml. Nothing to do.\n',
      });
      expect(merged.request).toBeUndefined();
      const other = await submit({ username: 'other_user' });
      expect(other.spec).toMatchObject({
        code: 1,
        stderr: 'apps/user-service/app.yaml exists with other values. Change it in a pull request.\n',
      });
    },
    SLOW,
  );

  test(
    'another request for the same application does not replace one that is open',
    async () => {
      await submit();
      const commit = await git(bare, ['rev-parse', BRANCH]);
      const other = await submit({ username: 'other_user' });
      expect(other.request).toMatchObject({
        code: 1,
        stderr: `Another request for user-service is open: ${OPEN_URL}. Merge or close it, and run this workflow again.\n`,
      });
      expect(await git(bare, ['rev-parse', BRANCH])).toBe(commit);
    },
    SLOW,
  );

  test(
    'without an App, the pull request says how its checks start',
    async () => {
      const done = await submit({}, '');
      expect(created(done).flat().join('\n')).toContain('Close and reopen this pull request to start its checks');
    },
    SLOW,
  );

  const WRONG: readonly [title: string, given: Partial<Form>, message: RegExp][] = [
    ['a path as the name', { component_id: '../outside' }, /^The component_id is not a name/],
    ['a database of another application', { databaseName: 'orders_db' }, /orders_db/],
    ['a team that is unknown', { owner: 'no-team' }, /no-team/],
    ['an environment that is unknown', { environment: 'moon' }, /moon/],
    ['several mistakes at once', { databaseName: 'Users', username: 'x' }, /Users[^]*username/],
  ];
  test.each(WRONG)(
    'an input that is wrong is an error, and nothing is pushed: %s',
    async (_title, given, message) => {
      const { spec, request } = await submit(given);
      expect(spec).toMatchObject({ code: 1, outputs: {}, stderr: expect.stringMatching(message) });
      expect(request).toBeUndefined();
      expect(await branches()).toEqual(['main']);
      expect(existsSync(join(fleet.folder, 'apps/user-service'))).toBe(false);
    },
    SLOW,
  );

  test(
    'hostile text in any input is refused, or comes out as it went in',
    async () => {
      for (const [index, text] of HOSTILE.entries()) {
        const field = ['component_id', 'databaseName', 'username', 'owner', 'environment'][index % 5] ?? '';
        const { spec } = await submit({ [field]: text });
        expect({ field, text, code: spec.code, outputs: spec.outputs }).toEqual({ field, text, code: 1, outputs: {} });
        if (/[\r\n]/.test(text)) continue;
        const described = await submit({ description: text });
        expect({ text, code: described.spec.code }).toEqual({ text, code: 0 });
        const added = Buffer.from(described.spec.outputs['patch'] ?? '', 'base64').toString();
        const file = added
          .split('\n')
          .filter((line) => line.startsWith('+') && !line.startsWith('+++'))
          .map((line) => line.slice(1));
        expect(load(file.join('\n'))).toMatchObject({ description: text });
      }
      expectNothingRan(fleet.folder);
    },
    SLOW,
  );

  test(
    'a change of other files by the code of a spec does not reach the pull request',
    async () => {
      const other = `diff --git a/README.md b/README.md\nnew file mode 100644\n--- /dev/null\n+++ b/README.md\n@@ -0,0 +1 @@\n+mine\n`;
      const { spec } = await submit();
      const honest = Buffer.from(spec.outputs['patch'] ?? '', 'base64').toString();
      await fleet.git('switch', '--quiet', '--detach', 'main');
      const request = await runStep(open, {
        cwd: fleet.folder,
        values: {
          'needs.spec.outputs.name': 'user-service',
          'needs.spec.outputs.patch': Buffer.from(honest + other).toString('base64'),
          'github.event.repository.default_branch': 'main',
          'vars.REQUEST_APP_ID': '',
          'steps.app.outputs.token || github.token': 'ghs_SECRET',
          'github.actor': 'a-person',
          'github.actor_id': '42',
        },
        env: { GIT_CONFIG_GLOBAL: config },
        programs: { gh: `return args[1] === 'list' ? '\\n' : '${OPEN_URL}\\n';` },
      });
      expect(request).toMatchObject({ code: 0 });
      expect(await git(bare, ['diff', '--name-only', 'main', BRANCH])).toBe('apps/user-service/app.yaml\n');
    },
    SLOW,
  );
});

test('a new fleet has the same workflow, with its own steps to set up a job', async () => {
  const { files } = await draftFleet({}, { version: '1.0.0' });
  const text = files.find(({ path }) => path.endsWith(FILE))?.text ?? '';
  const own = text.replace(
    / {6}- uses: actions\/setup-node@[^]*?GITHUB_PATH"\n/,
    '      - uses: ./.github/actions/setup\n',
  );
  expect(own).toBe(readFileSync(join(ROOT, '.github/workflows', FILE), 'utf8'));
});
