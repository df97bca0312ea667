import { ACTION_PINS } from '@goldenpath/testing/action-pins';
import { allJobs, allSteps, holdsSecrets, job, WORKFLOWS } from '@goldenpath/testing/workflows';

const OURS = /^\.\/\.github\/(actions\/setup|workflows\/[a-z-]+\.yml)$/;

/** What each job may do with GitHub: more is a decision, made here. */
const PERMISSIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '_build-and-release.yml prepare': {},
  '_build-and-release.yml test': { contents: 'read' },
  '_build-and-release.yml build': { contents: 'read' },
  '_build-and-release.yml secrets': { contents: 'read' },
  '_build-and-release.yml scan': { contents: 'read' },
  '_build-and-release.yml push': { attestations: 'write', 'id-token': 'write' },
  '_build-and-release.yml release': {},
  '_preview.yml build': { contents: 'read' },
  '_preview.yml ask': {},
  'ci.yml check': { contents: 'read' },
  'ci.yml ci': {},
  'create-rds-database.yml spec': { contents: 'read' },
  'create-rds-database.yml request': { contents: 'write', 'pull-requests': 'write' },
  'deploy.yml targets': { contents: 'read' },
  'deploy.yml deploy': { contents: 'write', 'id-token': 'write' },
  'deploy.yml removals': { contents: 'read' },
  'deploy.yml destroy': { contents: 'read', 'id-token': 'write' },
  'deploy.yml record': { contents: 'write' },
  'deploy-target.yml begin': { contents: 'write' },
  'deploy-target.yml find': { contents: 'read' },
  'deploy-target.yml plan-first': { contents: 'read', 'id-token': 'write' },
  'deploy-target.yml plan-second': { contents: 'read', 'id-token': 'write' },
  'deploy-target.yml first': { contents: 'read', 'id-token': 'write' },
  'deploy-target.yml second': { contents: 'read', 'id-token': 'write' },
  'deploy-target.yml provision': { contents: 'read', 'id-token': 'write' },
  'deploy-target.yml audit': { contents: 'write' },
  'deploy-target.yml approve': {},
  'deploy-target.yml publish': { contents: 'read' },
  'deploy-target.yml record': { contents: 'write' },
  'drift.yml shards': { contents: 'read' },
  'drift.yml plan': { contents: 'read', 'id-token': 'write' },
  'drift.yml report': { contents: 'read', issues: 'write' },
  'plan.yml affected': { contents: 'read' },
  'plan.yml plan': { contents: 'read', 'id-token': 'write' },
  'plan.yml review': { contents: 'read' },
  'preview.yml check': { contents: 'read' },
  'preview.yml preview': { contents: 'read', 'id-token': 'write' },
  'preview.yml expire': { contents: 'read', 'id-token': 'write' },
  'promote.yml check': { contents: 'read' },
  'promote.yml promote': { contents: 'read', 'id-token': 'write' },
  'release.yml check': { contents: 'read' },
  'release.yml release': { contents: 'read', 'id-token': 'write' },
  'rotate-passwords.yml environments': { contents: 'read' },
  'rotate-passwords.yml due': { contents: 'read', 'id-token': 'write' },
  'rotate-passwords.yml gather': {},
  'rotate-passwords.yml rotate': { contents: 'read', 'id-token': 'write' },
  'rotate-passwords.yml audit': { contents: 'write' },
  'review-comment.yml comment': { actions: 'read', contents: 'read', 'pull-requests': 'write' },
};

test('every action is pinned to a commit in the list, with its version', () => {
  const lines = WORKFLOWS.flatMap(({ text }) => text.split('\n')).filter((line) => /^\s*(- )?uses:/.test(line));
  expect(lines.length).toBeGreaterThan(40);
  for (const line of lines) {
    const [, name = '', at, version] =
      /uses: ([^@\s]+)(?:@(\S+) # (\S+)( # zizmor: ignore\[[a-z-]+\])?)?$/.exec(line) ?? [];
    if (OURS.test(name)) continue;
    expect({ line, ...ACTION_PINS[name] }).toEqual({ line, commit: at, version });
  }
  for (const { where, step } of allSteps())
    if (step.uses !== undefined && !OURS.test(step.uses)) {
      const [name = '', at] = step.uses.split('@');
      expect([where, at]).toEqual([where, ACTION_PINS[name]?.commit]);
    }
});

test('a workflow has no permissions, and a job those in the table', () => {
  for (const { file, permissions } of WORKFLOWS) expect([file, permissions]).toEqual([file, {}]);
  expect(Object.fromEntries(allJobs().map(({ where, job: { permissions } }) => [where, permissions]))).toEqual(
    PERMISSIONS,
  );
});

test('no text of a run is put together by GitHub: values come through the environment', () => {
  for (const { where, step } of allSteps())
    expect([where, step.run ?? '']).toEqual([where, expect.not.stringContaining('${{')]);
});

test('no text that a stranger writes is used at all', () => {
  const strangers =
    /github\.(head_ref|event\.(issue|comment|review|discussion|pages|commits|head_commit|inputs)\b|event\.pull_request\.(title|body|head\.(ref|label)))/;
  for (const { file, text } of WORKFLOWS) expect([file, strangers.exec(text)?.[0]]).toEqual([file, undefined]);
});

test('a branch of a fork is named in a concurrency group alone', () => {
  const { text } = WORKFLOWS.find(({ file }) => file === 'review-comment.yml') ?? { text: '' };
  expect(text.split('\n').filter((line) => line.includes('head_branch'))).toEqual([
    expect.stringMatching(/^ {2}group: /),
  ]);
});

test('checkouts leave no credential behind', () => {
  const checkouts = allSteps().filter(({ step }) => step.uses?.startsWith('actions/checkout@'));
  expect(checkouts.length).toBeGreaterThan(10);
  for (const { where, step } of checkouts) expect([where, step.with?.['persist-credentials']]).toEqual([where, false]);
});

test('every job ends some day, and every run gives way to another or waits for it', () => {
  const endless = allJobs().filter(({ job: each }) => each.uses === undefined && each['timeout-minutes'] === undefined);
  expect(endless.map(({ where }) => where)).toEqual([]);
  const atOnce = WORKFLOWS.filter(({ on, concurrency }) => !('workflow_call' in on) && concurrency === undefined);
  // Its targets wait, each for itself.
  expect(atOnce.map(({ file }) => file)).toEqual(['deploy.yml']);
  const waiting = allJobs().filter(({ file, job: each }) => file === 'deploy.yml' && each.concurrency !== undefined);
  expect(waiting.map(({ name, job: each }) => [name, each.concurrency])).toEqual([
    ['deploy', { group: 'deploy-${{ matrix.target }}', 'cancel-in-progress': false }],
    ['destroy', { group: 'deploy-${{ matrix.environment }}', 'cancel-in-progress': false }],
  ]);
});

test('no secret is in the environment of a whole job or workflow', () => {
  for (const { file, text } of WORKFLOWS) expect([file, /^env:/m.test(text)]).toEqual([file, false]);
  for (const { where, job: each } of allJobs()) expect([where, each.env]).toEqual([where, undefined]);
});

test('no workflow runs code of a fork with permissions of the base', () => {
  for (const { file, on } of WORKFLOWS) expect([file, 'pull_request_target' in on]).toEqual([file, false]);
  for (const { file, on, jobs } of WORKFLOWS.filter((each) => 'workflow_run' in each.on)) {
    expect(Object.keys(on)).toEqual(['workflow_run']);
    for (const [name, { steps = [] }] of Object.entries(jobs)) {
      const refs = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@')).map((each) => each.with?.['ref']);
      expect([file, name, refs]).toEqual([file, name, ['${{ github.event.repository.default_branch }}']]);
      // Not even its packages: nothing is installed.
      expect(steps.map(({ uses = '' }) => uses)).not.toContain('./.github/actions/setup');
    }
  }
});

test('where a pull request is run, only a branch of this repository comes near a credential', () => {
  for (const { file, jobs } of WORKFLOWS.filter(({ on }) => 'pull_request' in on))
    for (const [name, each] of Object.entries(jobs)) {
      const reaches =
        each.permissions?.['id-token'] !== undefined ||
        each.environment !== undefined ||
        holdsSecrets(JSON.stringify(each));
      const writes = Object.entries(each.permissions ?? {}).filter(
        ([scope, access]) => scope !== 'id-token' && access === 'write',
      );
      expect([file, name, writes]).toEqual([file, name, []]);
      if (!reaches) continue;
      expect([file, name, each.environment]).toEqual([file, name, 'plan']);
      expect(each.if).toContain('github.event.pull_request.head.repo.full_name == github.repository');
    }
  expect(job('plan.yml', 'plan').environment).toBe('plan');
});

test('I4: no secret is used where the code of a pull request runs', () => {
  for (const { file, jobs } of WORKFLOWS.filter(({ on }) => 'pull_request' in on))
    expect([file, holdsSecrets(JSON.stringify(jobs))]).toEqual([file, false]);
  const withKey = allJobs().filter(({ job: each }) => JSON.stringify(each).includes('PLAN_APP_PRIVATE_KEY'));
  expect(withKey.map(({ where, job: each }) => [where, each.environment])).toEqual([
    ['deploy-target.yml plan-first', 'scheduled'],
    ['deploy-target.yml plan-second', 'scheduled'],
    ['drift.yml plan', 'scheduled'],
  ]);
});

test('I4: only pull requests run in the environment that any branch can use', () => {
  const others = WORKFLOWS.filter(({ on }) => !('pull_request' in on)).flatMap(({ file, jobs }) =>
    Object.entries(jobs).flatMap(([name, { environment }]) => (environment === 'plan' ? [`${file}: ${name}`] : [])),
  );
  expect(others).toEqual([]);
  for (const [file, name] of [
    ['deploy-target.yml', 'plan-first'],
    ['deploy-target.yml', 'plan-second'],
    ['drift.yml', 'plan'],
    ['rotate-passwords.yml', 'due'],
  ] as const)
    expect(job(file, name).environment).toBe('scheduled');
});

test('a job that can change the cloud has an environment, which can require an approval', () => {
  const changing = allJobs().filter(
    ({ job: each }) => each.uses === undefined && each.permissions?.['id-token'] === 'write',
  );
  expect(changing.length).toBeGreaterThan(4);
  expect(changing.filter(({ job: each }) => each.environment === undefined).map(({ where }) => where)).toEqual([]);
});

test('packages are installed before a credential is at hand', () => {
  const order = allJobs().flatMap(({ where, job: each }) => {
    const steps = each.steps?.map(({ uses = '' }) => uses.split('@')[0] ?? '') ?? [];
    const credential = steps.findIndex((uses) => /configure-aws-credentials|create-github-app-token/.test(uses));
    return credential === -1 ? [] : [{ where, credential, setup: steps.lastIndexOf('./.github/actions/setup') }];
  });
  expect(order.filter(({ setup }) => setup !== -1).length).toBeGreaterThan(4);
  expect(order.filter(({ credential, setup }) => setup > credential)).toEqual([]);
  // These jobs install nothing.
  expect(order.filter(({ setup }) => setup === -1).map(({ where }) => where)).toEqual([
    '_build-and-release.yml push',
    '_build-and-release.yml release',
    '_preview.yml ask',
    'create-rds-database.yml request',
    'deploy-target.yml begin',
    'deploy-target.yml record',
    'deploy.yml record',
  ]);
});

test('each step that runs the stacks of a real cloud says which role of their account they assume', () => {
  const running = allJobs().flatMap(({ where, job: { steps = [] } }) =>
    steps.flatMap(({ run = '', env }) => {
      const [, command] = /\bgoldenpath (plan|deploy|destroy)\b/.exec(run) ?? [];
      return command === undefined || run.includes('--simulate')
        ? []
        : [{ where, command, role: env?.TF_VAR_aws_role }];
    }),
  );
  expect(running.length).toBeGreaterThan(4);
  for (const { where, command, role } of running) {
    const fallback = command === 'plan' ? 'plan' : 'deploy';
    expect([where, role]).toEqual([where, `\${{ vars.STACK_ROLE || '${fallback}' }}`]);
  }
});

test('each step that runs the stacks of a real cloud downloads a provider once', () => {
  const envs = allJobs().flatMap(({ job: { steps = [] } }) =>
    steps.flatMap(({ run = '', env }) =>
      /\bgoldenpath (plan|deploy|destroy)\b/.test(run) && !run.includes('--simulate') ? [env] : [],
    ),
  );
  expect(envs.length).toBeGreaterThan(4);
  for (const env of envs)
    expect(env).toMatchObject({
      TF_PLUGIN_CACHE_DIR: '${{ runner.temp }}/terraform-plugins',
      TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE: 'true',
    });
});
